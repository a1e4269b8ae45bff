import { Tokens } from '../../../syntax/Tokens';
import { Finding } from '../FileSummary';
import {
  healthHandler,
  healthPath,
  metricsPath,
  processPath,
} from './healthPath';
import { firstGroup } from './ranges';
import { SourceView } from './SourceView';

const longestPath = 100;
/** A controller's action, as Rails writes it. */
const action = /^[a-z][\w/]{0,80}#\w+$/;
/** Of a file of routes that another includes below a path of its own. */
const rootPaths = new Set(['', '/', '^$', '^/$', '^/?$']);

/** The routes that a file serves: all that are about health, and one other; and whom it answers at any of them. */
export function findRoutes(view: SourceView): Finding[] {
  const { tokens, context } = view;
  const findings: Finding[] = [];
  const answered = new Set<string>();
  const answer = (to: 'probes' | 'callers', at: number) => {
    if (answered.has(to)) return;
    answered.add(to);
    findings.push({ is: 'answer', at: 'routes', to, ...view.found(at) });
  };
  const isIncludable = tokens.syntax.id === 'python';
  let plain = 0;
  for (const { value, from, to } of view.of('route')) {
    const at = pathAt(tokens, from, to);
    if (callsOut(tokens, value.route.notFor, from)) continue;
    if (value.route.callers) answer('callers', from);
    if (at === undefined || value.route.callers) continue;
    const written = tokens.textOf(at);
    // `root 'orders#index'` of Rails names no path.
    const isAction = tokens.syntax.id === 'ruby' && action.test(written);
    const path = isAction ? '/' : written;
    if (isIncludable && rootPaths.has(path)) {
      const handler = view.handlerAt(value.route, from, to);
      findings.push({ is: 'root-route', handler, ...view.found(from) });
    }
    const health =
      healthPath(path) ||
      (rootPaths.has(path) && isAnsweredForHealth(view, value.route, at, to));
    const forProbes = health || metricsPath(path) || processPath(path);
    const metrics = !value.route.weak && metricsPath(path);
    const plausible =
      health ||
      metrics ||
      path.includes('/') ||
      value.route.following !== undefined;
    if (!plausible) continue;
    answer(forProbes ? 'probes' : 'callers', from);
    if (forProbes && !health && !metrics) continue;
    if (!health && !metrics && (plain >= 1 || value.route.weak)) continue;
    if (!health && !metrics) plain += 1;
    findings.push({
      is: 'route',
      health,
      metrics,
      path: context.names.keep(path.slice(0, longestPath)),
      handler: health ? view.handlerAt(value.route, from, to) : undefined,
      includes: health ? includedAt(view, at) : undefined,
      ...view.found(from),
    });
  }
  return findings;
}

/** What is named for health answers: the function that follows, or what the route is handed. */
function isAnsweredForHealth(
  { tokens, functions }: SourceView,
  { following }: { following?: 'function' | 'block' },
  path: number,
  to: number,
): boolean {
  if (following === 'block') return false;
  if (following === 'function') {
    const next = functions.find(({ nameAt }) => nameAt >= path);
    return next !== undefined && healthHandler(next.name);
  }
  const [, end] = firstGroup(tokens, path, to);
  for (let at = path; at < end + 1; at += 1) {
    if (tokens.isMark(at, '(') || tokens.isMark(at, '{')) return false;
    const isNamed = tokens.isText(at) || tokens.isWord(at);
    if (isNamed && healthHandler(tokens.textOf(at))) return true;
  }
  return false;
}

/** The module in `path("health/", include("shop.health.urls"))`. */
function includedAt(
  { tokens, context }: SourceView,
  at: number,
): string | undefined {
  if (!tokens.isWord(at + 2, 'include')) return undefined;
  let module = at + 4;
  while (tokens.isMark(module, '(')) module += 1;
  return tokens.isMark(at + 3, '(') && tokens.isText(module)
    ? context.names.keep(tokens.textOf(module).slice(0, longestPath))
    : undefined;
}

/** The last text of what was found: others may stand before the path, as `tags` do. */
function pathAt(tokens: Tokens, from: number, to: number): number | undefined {
  for (let at = to - 1; at >= from; at -= 1) {
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
