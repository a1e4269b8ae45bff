import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { isMapping } from '../repository/yaml/Located';
import { signalsOf } from './signals';
import { asksBacking } from './tools';

const maxPanels = 2_000;

/**
 * A Grafana dashboard, told by its panels. It covers a signal when a panel with a query is about it, by its title
 * or its query; text and row panels, and those about a store or a machine, cover nothing.
 */
export function readGrafanaDashboard(
  value: unknown,
  source: { path: string; line: number },
): FactOf<'observability'> | undefined {
  const inner =
    isMapping(value) && isMapping(value.dashboard) ? value.dashboard : value;
  if (!isMapping(inner)) return undefined;
  const { title, panels, rows, schemaVersion, templating, uid } = inner;
  if (!Array.isArray(panels) && !Array.isArray(rows)) return undefined;
  if (
    schemaVersion === undefined &&
    templating === undefined &&
    uid === undefined
  ) {
    return undefined;
  }
  const covers = new Set<string>();
  for (const panel of panelsOf(inner)) {
    if (!Array.isArray(panel.targets) || panel.targets.length === 0) continue;
    const queries = panel.targets.map(queryOf).join(' ');
    if (asksBacking(queries)) continue;
    const text = `${
      typeof panel.title === 'string' ? panel.title : ''
    } ${queries}`;
    signalsOf(text).forEach(signal => covers.add(signal));
  }
  return {
    source,
    kind: 'dashboard',
    tool: 'grafana',
    name: typeof title === 'string' ? title : '',
    threshold: false,
    routed: false,
    covers: [...covers].sort(),
  };
}

function panelsOf(
  dashboard: Record<string, unknown>,
): Record<string, unknown>[] {
  const found: Record<string, unknown>[] = [];
  const open: unknown[] = [dashboard.panels, dashboard.rows];
  while (open.length > 0 && found.length < maxPanels) {
    const list = open.pop();
    if (!Array.isArray(list)) continue;
    for (const panel of list.filter(isMapping)) {
      found.push(panel);
      open.push(panel.panels);
    }
  }
  return found;
}

function queryOf(target: unknown): string {
  if (!isMapping(target)) return '';
  return [
    'expr',
    'query',
    'rawSql',
    'metricName',
    'expression',
    'target',
    'queryText',
  ]
    .map(key => target[key])
    .filter(query => typeof query === 'string')
    .join(' ');
}
