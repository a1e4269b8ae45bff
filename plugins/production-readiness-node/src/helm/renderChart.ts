import { Limits } from '../repository/limits';
import { resolvePath } from '../repository/paths';
import { Cursor } from '../repository/yaml/Cursor';
import { isMapping } from '../repository/yaml/Located';
import { parseYaml } from '../repository/yaml/parseYaml';
import { Chart, ChartDependency } from './Chart';
import { TemplateNode } from './parseTemplate';
import { placeUnsettled } from './placeUnsettled';
import { Renderer } from './Renderer';
import { TemplateError } from './TemplateError';
import { Unresolved } from './Unresolved';
import { copyValue, mergeValues, valueAt, Values } from './values';

/** What one rendering of a chart comes to. */
export interface RenderedChart {
  documents: Cursor[];
  /** Problems by template, in words; the other templates are rendered all the same. */
  problems: Array<{ path: string; problem: string }>;
  /** Charts that are depended on, switched on, and not in the repository. */
  missing: ChartDependency[];
  /** The templates that are included and stand in none of the charts. */
  elsewhere: ReadonlySet<string>;
}

/** Renders a chart and its subcharts with values laid over its own. */
export function renderChart(
  chart: Chart,
  values: unknown,
  charts: ReadonlyMap<string, Chart>,
  limits: Limits,
): RenderedChart {
  const merged = mergeValues(chart.values, values ?? {}) as Values;
  const missing: ChartDependency[] = [];
  const units = unitsOf(chart, merged, charts, missing);
  const defines = new Map<string, TemplateNode[]>();
  for (const { chart: unit } of [...units].reverse()) {
    for (const template of unit.templates) {
      template.defines.forEach((body, name) => defines.set(name, body));
      // Whole files can be included too, for a checksum of what they render.
      defines.set(nameInside(unit, template.path), template.body);
    }
  }
  const renderer = new Renderer(defines, limits);
  const result: RenderedChart = {
    documents: [],
    problems: [],
    missing,
    elsewhere: renderer.elsewhere,
  };
  for (const unit of units) {
    if (unit.chart.isLibrary) continue;
    for (const template of unit.chart.templates) {
      if (isPartial(template.path)) continue;
      renderTemplate(template, unit, chart, renderer, limits, result);
    }
  }
  return result;
}

/** A chart to render with the values that it sees. */
interface Unit {
  chart: Chart;
  values: Values;
}

function unitsOf(
  chart: Chart,
  values: Values,
  charts: ReadonlyMap<string, Chart>,
  missing: ChartDependency[],
  depth = 0,
): Unit[] {
  const units: Unit[] = [{ chart, values }];
  if (depth > 5) return units;
  for (const dependency of chart.dependencies) {
    const { name, alias, condition } = dependency;
    const enabled = condition
      ?.split(',')
      .map(path => valueAt(values, path.trim()))
      .find(value => typeof value === 'boolean');
    if (enabled === false) continue;
    const child = find(chart, dependency, charts);
    if (!child) {
      missing.push(dependency);
      continue;
    }
    const own = mergeValues(
      child.values,
      values[alias ?? name] ?? {},
    ) as Values;
    const seen = isMapping(values.global)
      ? { ...own, global: mergeValues(own.global ?? {}, values.global) }
      : own;
    units.push(...unitsOf(child, seen, charts, missing, depth + 1));
  }
  return units;
}

/** A dependency in `charts/`, or where a `file://` repository says. */
function find(
  chart: Chart,
  { name, repository }: ChartDependency,
  charts: ReadonlyMap<string, Chart>,
): Chart | undefined {
  const vendored = resolvePath(chart.folder, `charts/${name}`);
  const linked = repository?.startsWith('file://')
    ? resolvePath(chart.folder, repository.slice('file://'.length))
    : undefined;
  return [vendored, linked]
    .flatMap(folder => (folder === undefined ? [] : charts.get(folder) ?? []))
    .find(found => found !== chart);
}

function renderTemplate(
  { path, body }: Chart['templates'][number],
  unit: Unit,
  parent: Chart,
  renderer: Renderer,
  limits: Limits,
  result: RenderedChart,
): void {
  try {
    const output = renderer.render(body, contextOf(unit, parent, path));
    const text = placeUnsettled(joinHeaders(output.text));
    if (text.trim() === '') return;
    const { packedIn } = unit.chart;
    const parsed = parseYaml(text, limits, line =>
      packedIn === undefined
        ? output.positionOf(path, line)
        : { path: packedIn, line: 1 },
    );
    if ('problem' in parsed) {
      result.problems.push({
        path,
        problem: `renders to what ${parsed.problem}`,
      });
      return;
    }
    for (const { value, position } of parsed.documents) {
      if (isMapping(value)) result.documents.push(Cursor.at(value, position));
    }
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    result.problems.push({ path, problem: error.message });
  }
}

/** Helm's parser takes the `|` of a text below its key, in the key's column; lines stay where they are. */
function joinHeaders(text: string): string {
  return text.replace(/:[ \t]*\n[ \t]*([|>][-+]?)[ \t]*\n/g, ': $1\n\n');
}

const kubernetesVersion = {
  Version: 'v1.31.0',
  GitVersion: 'v1.31.0',
  Major: '1',
  Minor: '31',
};

/** What a template sees. The release goes by the name of its chart, as pipelines name it. */
function contextOf(
  { chart, values }: Unit,
  parent: Chart,
  path: string,
): Record<string, unknown> {
  const { metadata } = chart;
  const text = (key: string) => metadata.get(key).text() ?? '';
  return {
    Values: copyValue(values),
    Release: {
      Name: parent.release ?? parent.name,
      Namespace: 'default',
      Service: 'Helm',
      IsInstall: true,
      IsUpgrade: false,
      Revision: 1,
    },
    Chart: {
      Name: chart.name,
      Version: text('version'),
      AppVersion: text('appVersion'),
      Description: text('description'),
      Type: text('type'),
      Annotations: metadata.get('annotations').record(),
    },
    Capabilities: {
      KubeVersion: kubernetesVersion,
      APIVersions: {
        Has: (version: unknown) =>
          isBuiltIn(String(version)) ||
          Unresolved.of(`.Capabilities.APIVersions.Has "${version}"`),
      },
      HelmVersion: { Version: 'v3.16.0' },
    },
    Template: {
      Name: nameInside(chart, path),
      BasePath: `${chart.name}/templates`,
    },
    Files: Unresolved.of('.Files'),
  };
}

/** A file's path as Helm names it: inside the chart, which goes by its own name. */
function nameInside({ name, folder }: Chart, path: string): string {
  return `${name}/${folder === '' ? path : path.slice(folder.length + 1)}`;
}

/** Groups of Kubernetes itself are there; those of operators may be. */
function isBuiltIn(version: string): boolean {
  const [group] = version.split('/');
  return !group.includes('.') || group.endsWith('.k8s.io');
}

function isPartial(path: string): boolean {
  const base = path.slice(path.lastIndexOf('/') + 1);
  return (
    base.startsWith('_') ||
    !/\.(?:ya?ml)$/.test(base) ||
    path.includes('/templates/tests/')
  );
}
