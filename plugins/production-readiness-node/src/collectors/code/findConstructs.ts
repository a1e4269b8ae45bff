import { Tokens } from '../../syntax/Tokens';
import { Construct } from './EcosystemIndex';
import { Finding } from './FileSummary';
import { SourceView } from './SourceView';

const mostOfOne = 5;

/** The code of a file that shows something by itself. */
export function findConstructs(view: SourceView): Finding[] {
  const flags = new Set<Construct>();
  const against = new Set<Construct>();
  for (const { value } of view.of('construct-file')) {
    (value.against ? against : flags).add(value.construct);
  }
  const seen = new Map<Construct, number>();
  const findings: Finding[] = [];
  for (const { value, from, to } of view.of('construct')) {
    const { construct } = value;
    const times = seen.get(construct) ?? 0;
    if (times >= mostOfOne || against.has(construct)) continue;
    if (construct.file && !flags.has(construct)) continue;
    if (construct.imports && !view.importsAny(construct.imports)) continue;
    if (!view.holds(construct, from, to)) continue;
    seen.set(construct, times + 1);
    const handler = construct.handler && view.handlerAt(construct, from, to);
    findings.push({
      is: 'construct',
      construct,
      handler,
      ...(construct.keptFor && { keeper: calledIn(view.tokens, from, to) }),
      ...view.found(from),
    });
  }
  return findings;
}

/** Hash of the name before the bracket that a match opens. */
function calledIn(
  tokens: Tokens,
  from: number,
  to: number,
): number | undefined {
  for (let at = to - 1; at > from; at -= 1) {
    if (tokens.isMark(at, '(')) return tokens.hash[at - 1];
  }
  return undefined;
}
