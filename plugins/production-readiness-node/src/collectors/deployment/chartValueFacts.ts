import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';
import { broughtBeside } from '../../deployment/broughtBeside';
import { pipelineTag } from '../../deployment/imageReferences';
import { imageName } from '../../deployment/imageName';
import { isBackingChart } from '../../deployment/isBackingChart';
import {
  addDeployment,
  emptyDeployment,
  FoundDeployment,
  FoundWorkload,
} from '../../deployment/model';
import { Chart, ChartDependency, titleOf } from '../../helm/Chart';
import { resourcesIn } from '../../kubernetes/KubernetesResource';
import { readResources } from '../../kubernetes/readResources';
import { Cursor } from '../../repository/yaml/Cursor';
import { mergeLocated } from '../../repository/yaml/mergeLocated';
import { describesWorkload, isOff } from '../../helm/chartSettings';
import { ChartVariant } from './ChartVariant';
import { DeployFills } from './DeployFills';
import { includedBeside, mayBringWorkload } from './libraryTemplates';
import { valueResources } from '../../helm/valueResources';

/** Words in the names of charts that bring alerts rather than workloads. */
const alertCharts = /alert|monitoring|prometheus-rules/i;
const severityKeys = /^(?:alert)?severity(?:label)?$/i;
const secretKeys =
  /^(?:namespace_?secrets|existing_?secrets?|key_?vaults?|env_?from_?secrets?|secret_?refs?|secret_?key_?refs?|external_?secrets?)$/i;

/**
 * What a chart says by the charts that it depends on and the values that it hands to them, where those charts are
 * not in the repository: which they are, the workload as far as the values describe it, which secrets they read,
 * whether they turn on the platform's alerts, and a gap for what cannot be seen.
 */
export function chartValueFacts(
  chart: Chart,
  missing: ChartDependency[],
  variants: ChartVariant[],
  rendered: readonly FoundWorkload[],
  included: ReadonlySet<string>,
  fills: DeployFills,
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
    dependency =>
      !isBackingChart(dependency.name) &&
      !alertCharts.test(dependency.name) &&
      mayBringWorkload(dependency, included),
  );
  addWorkloads(found, chart, bringing, variants, rendered);
  for (const dependency of missing) {
    found.gaps.push(...includedBeside(dependency, included));
  }
  for (const variant of allValues(chart, variants)) {
    for (const dependency of missing) {
      const name = dependency.alias ?? dependency.name;
      const values = variant.values.get(name);
      addSecrets(found, values, variant);
      addImages(found, values, variant, path =>
        fills.values.has(`${name}.${path}.tag`),
      );
      if (alertCharts.test(dependency.name)) {
        addAlerts(found, values, dependency, variant);
      }
    }
  }
  return found;
}

/**
 * The workloads that values describe; where they describe none, the charts that may bring one hide it. Beside workloads
 * that the chart renders itself, only one that runs the same image is another of the service.
 */
function addWorkloads(
  found: FoundDeployment,
  chart: Chart,
  bringing: ChartDependency[],
  variants: ChartVariant[],
  rendered: readonly FoundWorkload[],
): void {
  const isBeside = rendered.length > 0;
  const images = new Set(
    rendered.flatMap(({ containers }) =>
      containers.flatMap(({ image }) =>
        image ? [imageName(image).repository] : [],
      ),
    ),
  );
  const described = new Set<ChartDependency>();
  for (const { origin, values } of layeredValues(chart, variants)) {
    for (const dependency of bringing) {
      const given = values.get(dependency.alias ?? dependency.name);
      if (!describesWorkload(given)) continue;
      if (isBeside && !images.has(imageOf(given) ?? '')) continue;
      described.add(dependency);
      const { name } = chart;
      const made = valueResources(given, {
        name,
        left: `left to the chart ${titleOf(dependency)}`,
      });
      addDeployment(
        found,
        readResources(made.flatMap(root => resourcesIn(root, origin))),
      );
    }
  }
  for (const dependency of bringing) {
    const hidden = described.size === 0 ? ['workloads', 'containers'] : [];
    const isOpen = described.size === 0 && !isBeside;
    if (!isOpen && !described.has(dependency)) continue;
    found.gaps.push(...gapsFor(dependency, hidden));
  }
}

function imageOf(values: Cursor): string | undefined {
  const image = values.get('image');
  const name = image.get('repository').text() ?? image.text();
  return name && imageName(name).repository;
}

type WithValues = ChartVariant & { values: Cursor };

/** The chart's own values as the first variant, with where they stand. */
function allValues(chart: Chart, variants: ChartVariant[]): WithValues[] {
  const [own, ...others] = variants;
  return [
    { ...own, values: ownValues(chart) },
    ...others.flatMap(variant =>
      variant.values ? [{ ...variant, values: variant.values }] : [],
    ),
  ];
}

/** Each variant's values laid over the chart's own. */
function layeredValues(chart: Chart, variants: ChartVariant[]): WithValues[] {
  const { value, position } = ownValues(chart);
  return variants.map(variant => ({
    ...variant,
    values: Cursor.at(
      mergeLocated(value, variant.values?.value),
      variant.values?.position ?? position,
    ),
  }));
}

function ownValues(chart: Chart): Cursor {
  const { path } = chart.metadata.position;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return Cursor.at(chart.values, { path: `${folder}values.yaml`, line: 1 });
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
  isFilled: (path: string) => boolean,
): void {
  for (const [key, value, at] of walk(values, 3)) {
    const repository = value.get('repository').text();
    if (key !== 'image' || repository === undefined) continue;
    const registry = value.get('registry').text();
    const { path, line } = value.position;
    const tag = isFilled(at) ? pipelineTag : value.get('tag').text() ?? '';
    found.images.push({
      image: `${registry ? `${registry}/` : ''}${repository}:${tag}`,
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

/** All keys under a cursor down to a depth, with their values and paths, but what is switched off. */
function walk(
  cursor: Cursor,
  depth: number,
  path = '',
): Array<[key: string, value: Cursor, path: string]> {
  if (depth === 0) return [];
  const entries = cursor
    .entries()
    .filter(([, value]) => !isOff(value))
    .map(([key, value]): [string, Cursor, string] => [
      key,
      value,
      path === '' ? key : `${path}.${key}`,
    ]);
  return [
    ...entries,
    ...entries.flatMap(([, value, at]) => walk(value, depth - 1, at)),
    ...cursor.items().flatMap(item => walk(item, depth - 1, path)),
  ];
}

function gapsFor(
  dependency: ChartDependency,
  collections: readonly string[],
): FactGap[] {
  const { source } = dependency;
  const title = titleOf(dependency);
  const reason = `The chart ${title}, which brings the workload, is not in the repository.`;
  return [
    ...collections.map(collection => ({ collection, reason, source })),
    { collection: 'platform', reason, source, hides: broughtBeside },
  ];
}
