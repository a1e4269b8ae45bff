import { Chart, ChartDependency } from '../../helm/Chart';
import { parseTemplate } from '../../helm/parseTemplate';
import { readPackedChart } from '../../helm/readPackedChart';
import { renderChart } from '../../helm/renderChart';
import { TemplateError } from '../../helm/TemplateError';
import { mergeValues, Values } from '../../helm/values';
import { Limits } from '../../repository/limits';
import { baseOf, folderOf, resolvePath } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { Cursor } from '../../repository/yaml/Cursor';
import { firstMapping, gapsFor } from './chartRendering';
import { Layout } from './Layout';
import { isValuesPath, ValuesFile } from './valuesFiles';

/** The charts of a repository, with their templates and values, for every reader that renders one. */
export class ChartShelf {
  readonly charts = new Map<string, Chart>();
  readonly texts = new Map<string, string>();
  readonly valuesFiles: ValuesFile[] = [];
  /** Folders of charts that something else renders with values of its own. */
  readonly rendered = new Set<string>();
  private isComplete = false;

  constructor(
    private readonly layout: Layout,
    private readonly limits: Limits,
  ) {}

  visit(file: SourceFile): void {
    const { path } = file;
    if (isPackedChart(path)) this.addPacked(file);
    else if (this.layout.isTemplate(path)) this.texts.set(path, file.text);
    else if (baseOf(path).startsWith('Chart.')) this.addChart(file);
    else if (isValuesPath(path) && this.layout.chartFolders.size > 0) {
      const values = firstMapping(file);
      if (values) this.valuesFiles.push({ path, values });
    }
  }

  /** Fills in the charts' own values and templates, which stand after Chart.yaml in the order of paths. */
  complete(): void {
    if (this.isComplete) return;
    this.isComplete = true;
    for (const chart of this.charts.values()) {
      if (chart.packedIn === undefined) this.fill(chart);
    }
  }

  /** What a chart renders to with values laid over its own; undefined where there is none. */
  render(
    folder: string,
    release: string,
    values: readonly Cursor[],
  ): Cursor[] | undefined {
    this.complete();
    const chart = this.charts.get(folder);
    if (!chart) return undefined;
    this.rendered.add(folder);
    const merged = values.reduce<unknown>(
      (known, { value }) => mergeValues(known, value),
      {},
    );
    const named = { ...chart, release };
    return renderChart(named, merged, this.charts, this.limits).documents;
  }

  templateTexts(chart: Chart): Array<[string, string]> {
    return [...this.texts].filter(
      ([path]) => this.layout.chartOf(path) === chart.folder,
    );
  }

  /** Charts that others depend on by their folder. */
  linked(): ReadonlySet<string> {
    return new Set(
      [...this.charts.values()].flatMap(({ folder, dependencies }) =>
        dependencies.flatMap(({ repository }) =>
          repository?.startsWith('file://')
            ? resolvePath(folder, repository.slice('file://'.length)) ?? []
            : [],
        ),
      ),
    );
  }

  private addChart(file: SourceFile): void {
    const metadata = firstMapping(file);
    if (!metadata) return;
    const folder = folderOf(file.path);
    this.charts.set(folder, chartOf(folder, metadata));
  }

  /** A chart that stands packed beside those that depend on it, as `helm dependency build` leaves it. */
  private addPacked(file: SourceFile): void {
    const packed = readPackedChart(file, this.limits);
    if (!packed) return;
    const { name, metadata, values, templates } = packed;
    const folder = `${folderOf(file.path)}/${name}`;
    // One that stands unpacked beside it is what people edit.
    if (this.layout.chartFolders.has(folder)) return;
    const chart = { ...chartOf(folder, metadata), packedIn: file.path, values };
    for (const [inner, text] of templates) {
      this.addTemplate(chart, `${folder}/${inner}`, text);
    }
    this.charts.set(folder, chart);
  }

  private fill(chart: Chart): void {
    const own = this.valuesFiles.find(
      ({ path }) =>
        folderOf(path) === chart.folder && /^values\.ya?ml$/.test(baseOf(path)),
    );
    if (own) chart.values = own.values.value as Values;
    for (const [path, text] of this.templateTexts(chart)) {
      this.addTemplate(chart, path, text);
    }
  }

  private addTemplate(chart: Chart, path: string, text: string): void {
    try {
      chart.templates.push(parseTemplate(path, text));
    } catch (error) {
      if (!(error instanceof TemplateError)) throw error;
      chart.gaps.push(...gapsFor(chart.packedIn ?? path, error.message));
    }
  }
}

/** `charts/common-2.1.0.tgz` */
export function isPackedChart(path: string): boolean {
  return /(?:^|\/)charts\/[^/]+\.tgz$/.test(path);
}

function chartOf(folder: string, metadata: Cursor): Chart {
  return {
    folder,
    name: metadata.get('name').text() ?? baseOf(folder),
    metadata,
    isLibrary: metadata.get('type').text() === 'library',
    dependencies: metadata.get('dependencies').items().flatMap(dependencyOf),
    values: {},
    templates: [],
    gaps: [],
  };
}

function dependencyOf(item: Cursor): ChartDependency[] {
  const name = item.get('name').text();
  if (name === undefined) return [];
  const { path, line } = item.position;
  return [
    {
      name,
      alias: item.get('alias').text(),
      version: item.get('version').text(),
      repository: item.get('repository').text(),
      condition: item.get('condition').text(),
      source: { path, line },
    },
  ];
}
