import { InputError } from '@backstage/errors';
import { defaultLimits } from '../repository/limits';
import { unresolvedIn } from '../repository/yaml/unresolved';
import { parseTemplate, TemplateNode } from './parseTemplate';
import { Renderer } from './Renderer';
import { copyValue, mergeValues } from './values';

/** A chart whose files are at hand. @public */
export interface ChartTexts {
  /** Name and version, from Chart.yaml. */
  name: string;
  version: string;
  /** The templates by their path in the chart, such as `templates/service.yaml`. */
  templates: ReadonlyMap<string, string>;
  /** What templates find under `.Files`, by path in the chart. */
  files: ReadonlyMap<string, string>;
  /** values.yaml, parsed. */
  values: unknown;
}

/** How a chart is rendered. @public */
export interface ChartRelease {
  name: string;
  namespace: string;
  /** Laid over the chart's own values. */
  values: unknown;
}

/**
 * Renders the templates of a chart as `helm template` does, to texts that keep their comments, by the path of each
 * template. Partials are left out, tests are not. Nothing is guessed: what cannot be settled is an error.
 *
 * @throws InputError naming the template
 * @public
 */
export function renderChartTexts(
  chart: ChartTexts,
  release: ChartRelease,
): Map<string, string> {
  const parsed = [...chart.templates].map(([path, text]) => ({
    ...parseTemplate(path, text),
    path,
  }));
  const defines = new Map<string, TemplateNode[]>();
  for (const template of parsed) {
    template.defines.forEach((body, name) => defines.set(name, body));
    defines.set(`${chart.name}/${template.path}`, template.body);
  }
  const renderer = new Renderer(defines, defaultLimits);
  const texts = new Map<string, string>();
  for (const { path, body } of parsed) {
    if (/\/_[^/]*$/.test(path) || !/\.ya?ml$/.test(path)) continue;
    const { text } = renderer.render(body, {
      Values: mergeValues(copyValue(chart.values), release.values ?? {}),
      Release: {
        Name: release.name,
        Namespace: release.namespace,
        Service: 'Helm',
        IsInstall: true,
        IsUpgrade: false,
        Revision: 1,
      },
      Chart: { Name: chart.name, Version: chart.version },
      Template: {
        Name: `${chart.name}/${path}`,
        BasePath: `${chart.name}/templates`,
      },
      Files: { Get: (name: unknown) => chart.files.get(String(name)) ?? '' },
    });
    const open = unresolvedIn(text);
    if (open !== undefined) {
      throw new InputError(
        `${path} needs ${open}, which is not known before it is deployed`,
      );
    }
    texts.set(path, text);
  }
  return texts;
}
