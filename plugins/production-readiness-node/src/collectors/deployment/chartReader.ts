import {
  addDeployment,
  emptyDeployment,
  FoundDeployment,
} from '../../deployment/model';
import { environmentOf } from '../../deployment/environments';
import { isBackingChart } from '../../deployment/isBackingChart';
import { Chart, ChartDependency } from '../../helm/Chart';
import { renderChart, RenderedChart } from '../../helm/renderChart';
import { resourcesIn } from '../../kubernetes/KubernetesResource';
import { readResources } from '../../kubernetes/readResources';
import { SourceFile } from '../../repository/SourceFile';
import { DeployFills } from './DeployFills';
import { DeployContext, DeployReader } from './DeployReader';
import { isTestPath } from './Layout';
import { chartValueFacts } from './chartValueFacts';
import { isPackedChart } from './ChartShelf';
import { ChartVariant } from './ChartVariant';
import { switchedOff } from './switchedOff';
import { isValuesPath, valuesFor, variantName } from './valuesFiles';
import { gapsFor, renderedKinds, withPipelineValues } from './chartRendering';

class ChartReader implements DeployReader {
  constructor(private readonly context: DeployContext) {}

  wants(path: string): boolean {
    if (/\/templates\/[^\n]+\.(?:ya?ml|tpl)$/.test(`/${path}`)) {
      return true;
    }
    if (isTestPath(path, this.context.names.scope.path)) return false;
    return (
      /(?:^|\/)Chart\.ya?ml$/.test(path) ||
      isPackedChart(path) ||
      isValuesPath(path)
    );
  }

  visit(file: SourceFile): void {
    this.context.shelf.visit(file);
  }

  finish(fills: DeployFills): Partial<FoundDeployment> {
    const found = emptyDeployment();
    const { shelf } = this.context;
    shelf.complete();
    const charts = [...shelf.charts.values()];
    const inner = new Set(
      charts.flatMap(chart =>
        chart.dependencies.map(
          ({ name }) =>
            `${chart.folder === '' ? '' : `${chart.folder}/`}charts/${name}`,
        ),
      ),
    );
    for (const chart of charts) {
      const isPart = inner.has(chart.folder) || chart.packedIn !== undefined;
      if (chart.isLibrary || isPart || shelf.rendered.has(chart.folder))
        continue;
      this.addRendered(found, chart, fills);
    }
    return found;
  }

  private addRendered(
    found: FoundDeployment,
    chart: Chart,
    fills: DeployFills,
  ): void {
    const variants = this.variantsOf(chart, fills);
    const missing = new Map<string, ChartDependency>();
    const problems = new Map<string, string>();
    const rendered: RenderedChart[] = [];
    const before = found.workloads.length;
    for (const { origin, values } of variants) {
      const filled = withPipelineValues(chart, values, fills);
      const result = renderChart(
        chart,
        filled,
        this.context.shelf.charts,
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
      if (seen.has(template) || isOfBackingChart(template)) continue;
      found.gaps.push(...gapsFor(template, problem));
    }
    found.platform.push(
      ...switchedOff(this.context.shelf.templateTexts(chart), seen, origin),
    );
    addDeployment(
      found,
      chartValueFacts(
        chart,
        [...missing.values()],
        variants,
        found.workloads.slice(before).filter(({ job }) => !job),
        new Set(rendered.flatMap(({ elsewhere }) => [...elsewhere])),
        fills,
      ),
    );
  }

  private variantsOf(
    chart: Chart,
    { environments: told }: DeployFills,
  ): ChartVariant[] {
    const { limits, names, shelf } = this.context;
    const files = valuesFor(
      chart,
      shelf.valuesFiles,
      this.context.layout.chartFolders,
      shelf.linked(),
    ).slice(0, limits.variants);
    const environments = files.map(({ path }) => ({
      path,
      environment:
        told.get(path) ?? environmentOf(variantName(path, chart), names.words),
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

/** A template of a database's chart inside of the service's: what it hides is not the service. */
function isOfBackingChart(template: string): boolean {
  const parts = template.split('/');
  const at = parts.lastIndexOf('charts');
  return at >= 0 && isBackingChart(parts[at + 1] ?? '');
}

/** Helm charts, rendered with each of their values files. */
export function createChartReader(context: DeployContext): DeployReader {
  return new ChartReader(context);
}
