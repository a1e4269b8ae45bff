import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';
import { isBackingChart } from '../../deployment/isBackingChart';
import { emptyDeployment, FoundDeployment } from '../../deployment/model';
import { Chart, ChartDependency } from '../../helm/Chart';
import { Cursor } from '../../repository/yaml/Cursor';
import { ChartVariant } from './ChartVariant';

/** Words in the names of charts that bring alerts rather than workloads. */
const alertCharts = /alert|monitoring|prometheus-rules/i;
const severityKeys = /^(?:alert)?severity(?:label)?$/i;
const secretKeys =
  /^(?:namespace_?secrets|existing_?secrets?|key_?vaults?|env_?from_?secrets?|secret_?refs?|secret_?key_?refs?|external_?secrets?)$/i;

/**
 * What a chart says by the charts that it depends on and the values that it hands to them, where those charts are
 * not in the repository: which they are, which secrets they read, whether they turn on the platform's alerts, and a
 * gap for what cannot be seen.
 */
export function chartValueFacts(
  chart: Chart,
  missing: ChartDependency[],
  variants: ChartVariant[],
  rendersWorkloads: boolean,
): Partial<FoundDeployment> {
  const found = emptyDeployment();
  const [{ origin }] = variants;
  for (const dependency of missing) {
    found.platform.push({
      kind: 'chart-dependency',
      resource: dependency.repository ?? '',
      name: dependency.name,
      version: dependency.version,
      enabled: true,
      automated: false,
      facets: [],
      selects: { by: 'everything' },
      source: dependency.source,
      origin,
    });
  }
  const bringing = missing.filter(
    ({ name }) => !isBackingChart(name) && !alertCharts.test(name),
  );
  if (bringing.length > 0 && !rendersWorkloads) {
    found.gaps.push(...bringing.flatMap(gapFor));
  }
  for (const variant of allValues(chart, variants)) {
    for (const dependency of missing) {
      const values = variant.values.get(dependency.alias ?? dependency.name);
      addSecrets(found, values, variant);
      addImages(found, values, variant);
      if (alertCharts.test(dependency.name)) {
        addAlerts(found, values, dependency, variant);
      }
    }
  }
  return found;
}

type WithValues = ChartVariant & { values: Cursor };

/** The chart's own values as the first variant, with where they stand. */
function allValues(chart: Chart, variants: ChartVariant[]): WithValues[] {
  const [own, ...others] = variants;
  const { path } = chart.metadata.position;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return [
    {
      ...own,
      values: Cursor.at(chart.values, {
        path: `${folder}values.yaml`,
        line: 1,
      }),
    },
    ...others.flatMap(variant =>
      variant.values ? [{ ...variant, values: variant.values }] : [],
    ),
  ];
}

function addSecrets(
  found: Pick<FoundDeployment, 'platform'>,
  values: Cursor,
  { origin }: WithValues,
): void {
  for (const [key, value] of walk(values, 6)) {
    if (!secretKeys.test(key)) continue;
    const names = [...value.keys(), ...value.texts()].filter(
      name => name !== '',
    );
    if (names.length === 0) continue;
    const { path, line } = value.position;
    found.platform.push({
      kind: 'secret-store',
      resource: 'chart value',
      name: names[0],
      enabled: true,
      automated: false,
      facets: ['existing-secret'],
      selects: { by: 'everything' },
      source: { path, line },
      origin,
    });
  }
}

/** Charts take an image as `image: { repository, tag }`. */
function addImages(
  found: Pick<FoundDeployment, 'images'>,
  values: Cursor,
  { origin }: WithValues,
): void {
  for (const [key, value] of walk(values, 3)) {
    const repository = value.get('repository').text();
    if (key !== 'image' || repository === undefined) continue;
    const registry = value.get('registry').text();
    const { path, line } = value.position;
    found.images.push({
      image: `${registry ? `${registry}/` : ''}${repository}:${
        value.get('tag').text() ?? ''
      }`,
      source: { path, line },
      // Values that an environment's file does not repeat hold for production too.
      origin: { ...origin, production: true },
    });
  }
}

function addAlerts(
  found: Pick<FoundDeployment, 'observability'>,
  values: Cursor,
  dependency: ChartDependency,
  { origin }: WithValues,
): void {
  if (values.get('enabled').boolean() === false) return;
  for (const [key, value] of walk(values, 3)) {
    const severity = value.text();
    if (!severityKeys.test(key) || !severity) continue;
    const { path, line } = value.position;
    found.observability.push({
      kind: 'alert',
      tool: 'chart',
      name: dependency.name,
      threshold: true,
      severity,
      routed: true,
      covers: [],
      source: { path, line },
      origin,
    });
  }
}

/** All keys under a cursor down to a depth, with their values. */
function walk(cursor: Cursor, depth: number): Array<[string, Cursor]> {
  if (depth === 0) return [];
  return [
    ...cursor.entries(),
    ...cursor.entries().flatMap(([, value]) => walk(value, depth - 1)),
    ...cursor.items().flatMap(item => walk(item, depth - 1)),
  ];
}

function gapFor({ name, version, source }: ChartDependency): FactGap[] {
  const reason = `The chart ${name}${
    version === undefined ? '' : ` ${version}`
  }, which brings the workload, is not in the repository.`;
  return ['workloads', 'containers', 'platform'].map(collection => ({
    collection,
    reason,
    source,
  }));
}
