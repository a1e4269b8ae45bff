import {
  addDeployment,
  emptyDeployment,
  FoundDeployment,
} from '../../deployment/model';
import { environmentOf } from '../../deployment/environments';
import { Chart, ChartDependency } from '../../helm/Chart';
import { parseTemplate } from '../../helm/parseTemplate';
import { renderChart, RenderedChart } from '../../helm/renderChart';
import { TemplateError } from '../../helm/TemplateError';
import { Values } from '../../helm/values';
import { resourcesIn } from '../../kubernetes/KubernetesResource';
import { readResources } from '../../kubernetes/readResources';
import { baseOf, folderOf, resolvePath } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { DeployContext, DeployFills, DeployReader } from './DeployReader';
import { isTestPath } from './Layout';
import { chartValueFacts } from './chartValueFacts';
import { ChartVariant } from './ChartVariant';
import { switchedOff } from './switchedOff';
import {
  isValuesPath,
  ValuesFile,
  valuesFor,
  variantName,
} from './valuesFiles';
import {
  firstMapping,
  gapsFor,
  renderedKinds,
  withPipelineValues,
} from './chartRendering';

class ChartReader implements DeployReader {
  private readonly charts = new Map<string, Chart>();
  private readonly texts = new Map<string, string>();
  private readonly valuesFiles: ValuesFile[] = [];

  constructor(private readonly context: DeployContext) {}

  wants(path: string): boolean {
    if (/\/templates\/[^\n]+\.(?:ya?ml|tpl)$/.test(`/${path}`)) {
      return true;
    }
    if (isTestPath(path, this.context.names.scope.path)) return false;
    return /(?:^|\/)Chart\.ya?ml$/.test(path) || isValuesPath(path);
  }

  visit(file: SourceFile): void {
    const { layout } = this.context;
    const { path } = file;
    const folder = layout.chartOf(path);
    if (folder !== undefined && layout.isTemplate(path)) {
      this.texts.set(path, file.text);
      return;
    }
    if (baseOf(path).startsWith('Chart.')) {
      this.addChart(file);
    } else if (isValuesPath(path) && layout.chartFolders.size > 0) {
      const values = firstMapping(file);
      if (values) this.valuesFiles.push({ path, values });
    }
  }

  finish(fills: DeployFills): Partial<FoundDeployment> {
    const found = emptyDeployment();
    for (const chart of this.charts.values()) this.complete(chart);
    const inner = new Set(
      [...this.charts.values()].flatMap(chart =>
        chart.dependencies.flatMap(({ name }) => [
          `${chart.folder === '' ? '' : `${chart.folder}/`}charts/${name}`,
        ]),
      ),
    );
    for (const chart of this.charts.values()) {
      if (chart.isLibrary || inner.has(chart.folder)) continue;
      this.addRendered(found, chart, fills);
    }
    return found;
  }

  private addChart(file: SourceFile): void {
    const metadata = firstMapping(file);
    const folder = folderOf(file.path);
    if (!metadata) return;
    const dependencies = metadata
      .get('dependencies')
      .items()
      .flatMap((item): ChartDependency[] => {
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
      });
    this.charts.set(folder, {
      folder,
      name: metadata.get('name').text() ?? baseOf(folder),
      metadata,
      isLibrary: metadata.get('type').text() === 'library',
      dependencies,
      values: {},
      templates: [],
      gaps: [],
    });
  }

  /** Fills in a chart's own values and templates, which stand after Chart.yaml in the order of paths. */
  private complete(chart: Chart): void {
    const own = this.valuesFiles.find(
      ({ path }) =>
        folderOf(path) === chart.folder && /^values\.ya?ml$/.test(baseOf(path)),
    );
    if (own) chart.values = own.values.value as Values;
    for (const [path, text] of this.texts) {
      if (this.context.layout.chartOf(path) !== chart.folder) continue;
      try {
        chart.templates.push(parseTemplate(path, text));
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        chart.gaps.push(...gapsFor(path, error.message));
      }
    }
  }

  private addRendered(
    found: FoundDeployment,
    chart: Chart,
    fills: DeployFills,
  ): void {
    const variants = this.variantsOf(chart);
    const missing = new Map<string, ChartDependency>();
    const problems = new Map<string, string>();
    const rendered: RenderedChart[] = [];
    const before = found.workloads.length;
    for (const { origin, values } of variants) {
      const filled = withPipelineValues(chart, values, fills);
      const result = renderChart(
        chart,
        filled,
        this.charts,
        this.context.limits,
      );
      rendered.push(result);
      result.missing.forEach(item => missing.set(item.name, item));
      result.problems.forEach(({ path, problem }) =>
        problems.set(path, problem),
      );
      const resources = result.documents.flatMap(document =>
        resourcesIn(document, origin),
      );
      addDeployment(found, readResources(resources));
    }
    const origin = (
      variants.find(variant => variant.origin.production) ?? variants[0]
    ).origin;
    const { path, line } = chart.metadata.position;
    found.sources.push({ tool: 'helm', source: { path, line }, origin });
    found.gaps.push(...chart.gaps);
    const seen = renderedKinds(rendered);
    for (const [template, problem] of problems) {
      // Values that one environment lacks do not hide what another shows.
      if (!seen.has(template)) found.gaps.push(...gapsFor(template, problem));
    }
    found.platform.push(
      ...switchedOff(this.templateTexts(chart), seen, origin),
    );
    addDeployment(
      found,
      chartValueFacts(
        chart,
        [...missing.values()],
        variants,
        found.workloads.length > before,
      ),
    );
  }

  private templateTexts(chart: Chart): Array<[string, string]> {
    return [...this.texts].filter(
      ([path]) => this.context.layout.chartOf(path) === chart.folder,
    );
  }

  /** Charts that others depend on by their folder. */
  private linkedCharts(): ReadonlySet<string> {
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

  private variantsOf(chart: Chart): ChartVariant[] {
    const { limits, names } = this.context;
    const files = valuesFor(
      chart,
      this.valuesFiles,
      this.context.layout.chartFolders,
      this.linkedCharts(),
    ).slice(0, limits.variants);
    const environments = files.map(({ path }) => ({
      path,
      environment: environmentOf(variantName(path, chart), names.words),
    }));
    const hasProduction = environments.some(
      ({ environment }) => environment === 'production',
    );
    const common = {
      family: `chart:${chart.folder}`,
      folder: chart.folder,
      name: chart.name,
    };
    const exampled = environmentOf(chart.folder, names.words) === 'local';
    return [
      {
        origin: { ...common, production: !hasProduction && !exampled },
        values: undefined,
      },
      ...files.map((file, index): ChartVariant => {
        const { environment } = environments[index];
        return {
          origin: {
            ...common,
            variant: variantName(file.path, chart),
            production: hasProduction
              ? environment === 'production'
              : environment === undefined && !exampled,
          },
          values: file.values,
        };
      }),
    ];
  }
}

/** Helm charts, rendered with each of their values files. */
export function createChartReader(context: DeployContext): DeployReader {
  return new ChartReader(context);
}
