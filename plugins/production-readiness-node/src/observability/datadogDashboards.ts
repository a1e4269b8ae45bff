import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { isMapping } from '../repository/yaml/Located';
import { signalsOf } from './signals';

const mostWidgets = 2_000;
const deepest = 6;

/** A dashboard of Datadog as JSON of its API. It covers what the titles and queries of its widgets are about. */
export function readDatadogDashboard(
  value: unknown,
  source: { path: string; line: number },
): FactOf<'observability'> | undefined {
  if (!isMapping(value) || !Array.isArray(value.widgets)) return undefined;
  const { title, layout_type: layout } = value;
  if (typeof title !== 'string' || typeof layout !== 'string') return undefined;
  const covers = widgetsOf(value.widgets).flatMap(definition => {
    const queries = queriesIn(definition.requests, deepest);
    const named = typeof definition.title === 'string' ? definition.title : '';
    return queries.length > 0 ? signalsOf([named, ...queries].join(' ')) : [];
  });
  return {
    source,
    kind: 'dashboard',
    tool: 'datadog',
    name: title,
    threshold: false,
    routed: false,
    covers: [...new Set(covers)].sort(),
  };
}

/** What widgets show, those in groups too. */
function widgetsOf(widgets: unknown[]): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const open = [...widgets];
  while (open.length > 0 && found.length < mostWidgets) {
    const widget = open.pop();
    if (!isMapping(widget) || !isMapping(widget.definition)) continue;
    found.push(widget.definition);
    if (Array.isArray(widget.definition.widgets))
      open.push(...widget.definition.widgets);
  }
  return found;
}

function queriesIn(value: unknown, depth: number): string[] {
  if (depth === 0) return [];
  if (Array.isArray(value))
    return value.flatMap(item => queriesIn(item, depth - 1));
  if (!isMapping(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    (key === 'q' || key === 'query') && typeof inner === 'string'
      ? [inner]
      : queriesIn(inner, depth - 1),
  );
}
