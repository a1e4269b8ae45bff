import { Tokens } from '../../syntax/Tokens';
import { Finding } from './FileSummary';
import { healthPath, metricsPath } from './healthPath';
import { SourceView } from './SourceView';

const longestPath = 100;

/** The routes that a file serves: all that are about health, and one other. */
export function findRoutes(view: SourceView): Finding[] {
  const { tokens, context } = view;
  const findings: Finding[] = [];
  let plain = 0;
  for (const { value, from, to } of view.of('route')) {
    const at = pathAt(tokens, from, to);
    if (at === undefined || callsOut(tokens, value.route.notFor, from))
      continue;
    const path = tokens.textOf(at);
    const health = healthPath(path);
    const metrics = !value.route.weak && metricsPath(path);
    const plausible =
      health ||
      metrics ||
      path.includes('/') ||
      value.route.following !== undefined;
    if (!plausible) continue;
    if (!health && !metrics && (plain >= 1 || value.route.weak)) continue;
    if (!health && !metrics) plain += 1;
    findings.push({
      is: 'route',
      health,
      metrics,
      path: context.names.keep(path.slice(0, longestPath)),
      handler: health ? view.handlerAt(value.route, from, to) : undefined,
      ...view.found(from),
    });
  }
  return findings;
}

function pathAt(tokens: Tokens, from: number, to: number): number | undefined {
  for (let at = from; at < to; at += 1) {
    if (tokens.isText(at)) return at;
  }
  return undefined;
}

function callsOut(
  tokens: Tokens,
  notFor: readonly string[] | undefined,
  from: number,
): boolean {
  if (!notFor) return false;
  const receiver = tokens.textOf(from).toLowerCase();
  // A letter, such as the t of translations, stands in many names.
  return notFor.some(name =>
    name.length > 2 ? receiver.includes(name) : receiver === name,
  );
}
