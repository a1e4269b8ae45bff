import { FactGap } from '@goldenpath/backstage-plugin-production-readiness-common';
import { pipelineTag } from '../../deployment/imageReferences';
import { Chart } from '../../helm/Chart';
import { RenderedChart } from '../../helm/renderChart';
import { mergeValues, setValueAt, valueAt, Values } from '../../helm/values';
import { SourceFile } from '../../repository/SourceFile';
import { Cursor } from '../../repository/yaml/Cursor';
import { isMapping } from '../../repository/yaml/Located';
import { DeployFills } from './DeployFills';

/** The kinds of resources that any rendering has, by template. */
export function renderedKinds(
  rendered: RenderedChart[],
): Map<string, Set<string>> {
  const kinds = new Map<string, Set<string>>();
  for (const document of rendered.flatMap(({ documents }) => documents)) {
    const kind = document.get('kind');
    const { path } = kind.position;
    const known = kinds.get(path) ?? new Set();
    known.add(kind.text() ?? '');
    kinds.set(path, known);
  }
  return kinds;
}

/** The tag or digest that a pipeline hands to Helm takes the place of the one in the values. */
export function withPipelineValues(
  chart: Chart,
  values: Cursor | undefined,
  fills: DeployFills,
): unknown {
  const filled = mergeValues({}, values?.value ?? {}) as Values;
  for (const path of fills.values) {
    const last = path.slice(path.lastIndexOf('.') + 1);
    if (!/tag|version|digest|sha/i.test(last)) continue;
    const known =
      valueAt(chart.values, path) !== undefined ||
      chart.dependencies.length > 0 ||
      path.startsWith('image');
    if (known) setValueAt(filled, path, pipelineTag);
  }
  return filled;
}

/** What a template that cannot be read or rendered leaves unseen. */
export function gapsFor(path: string, problem: string): FactGap[] {
  return ['workloads', 'containers', 'platform'].map(collection => ({
    collection,
    reason: `The template ${path} ${problem}.`,
    source: { path },
  }));
}

/** The first document of a file, where it is a mapping. */
export function firstMapping(file: SourceFile): Cursor | undefined {
  const yaml = file.yaml();
  if ('problem' in yaml) return undefined;
  const [document] = yaml.documents;
  return document && isMapping(document.value)
    ? Cursor.at(document.value, { path: file.path, line: document.line })
    : undefined;
}
