import { word } from '../../../syntax/Tokens';
import { Finding } from '../FileSummary';
import { firstGroup } from './ranges';
import { SourceView } from './SourceView';

/** Services of gRPC that are for what watches over the process. */
const forProbes = /health|reflection|channelz/i;
const longestName = 120;
const mostWords = 20;

/** Whom a file answers by the gRPC services that it registers. */
export function findServices(view: SourceView): Finding[] {
  const { tokens, index } = view;
  const patterns = index.data.services.map(name => name.split('*'));
  const findings: Finding[] = [];
  if (patterns.length === 0) return findings;
  const defined = new Set(view.functions.map(({ nameAt }) => nameAt));
  for (let at = 0; at + 1 < tokens.count; at += 1) {
    if (tokens.kind[at] !== word || !tokens.isMark(at + 1, '(')) continue;
    if (defined.has(at)) continue;
    const name = tokens.textOf(at);
    if (name.length > longestName) continue;
    const isOne = patterns.some(([start, end = '']) =>
      end ? name.startsWith(start) && name.endsWith(end) : name === start,
    );
    if (!isOne) continue;
    const to = forProbes.test(name + textOf(view, at)) ? 'probes' : 'callers';
    findings.push({ is: 'answer', at: 'services', to, ...view.found(at) });
  }
  return findings;
}

/** The words of the first argument. */
function textOf({ tokens }: SourceView, at: number): string {
  const [from, to] = firstGroup(tokens, at, at + 2);
  const words: string[] = [];
  for (let next = from; next < to && words.length < mostWords; next += 1) {
    if (tokens.isMark(next, ',')) break;
    if (tokens.kind[next] === word) words.push(tokens.textOf(next));
  }
  return words.join(' ');
}
