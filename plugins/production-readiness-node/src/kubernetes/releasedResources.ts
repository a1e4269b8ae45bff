import { isBackingChart } from '../deployment/isBackingChart';
import { isBackingImage, isToolImage } from '../deployment/offTheShelf';
import { valueResources } from '../helm/valueResources';
import { Cursor } from '../repository/yaml/Cursor';
import { embeddedYaml } from '../repository/yaml/embeddedYaml';
import { KubernetesResource, resourcesIn } from './KubernetesResource';

/**
 * What a release of Flux or Argo CD makes of the values that it hands to a chart of a registry, where these name the
 * image that is run: the chart is then a shared one, and not a program of others that comes with its own.
 */
export function releasedResources(
  resource: KubernetesResource,
): KubernetesResource[] {
  return releasesOf(resource).flatMap(({ chart, version, values }) => {
    const image =
      values.get('image', 'repository').text() ?? values.get('image').text();
    if (chart === undefined || isBackingChart(chart)) return [];
    if (image === undefined || isBackingImage(image) || isToolImage(image)) {
      return [];
    }
    const title = version === undefined ? chart : `${chart} ${version}`;
    return valueResources(values, {
      name: resource.name,
      left: `left to the chart ${title}`,
    }).flatMap(root => resourcesIn(root, resource.origin));
  });
}

interface Release {
  chart: string | undefined;
  version: string | undefined;
  values: Cursor;
}

function releasesOf({ kind, group, root }: KubernetesResource): Release[] {
  const spec = root.get('spec');
  if (kind === 'HelmRelease' && group === 'helm.toolkit.fluxcd.io') {
    const chart = spec.get('chart', 'spec');
    const isElsewhere =
      chart.get('sourceRef', 'kind').text() === 'HelmRepository';
    const shared = spec.get('chartRef', 'name').text();
    return [
      {
        chart: isElsewhere ? chart.get('chart').text() : shared,
        version: chart.get('version').text(),
        values: spec.get('values'),
      },
    ];
  }
  if (kind !== 'Application' || group !== 'argoproj.io') return [];
  return [spec.get('source'), ...spec.get('sources').items()].map(source => ({
    chart: source.get('chart').text(),
    version: source.get('targetRevision').text(),
    values: argoValues(source.get('helm')),
  }));
}

/** Argo CD takes values as a mapping, or as text in which they stand; where both are given, the mapping counts. */
function argoValues(helm: Cursor): Cursor {
  const mapping = helm.get('valuesObject');
  const written = helm.get('values');
  const text = written.text();
  if (mapping.exists || text === undefined) return mapping;
  const [document] = embeddedYaml(written);
  return document ?? mapping;
}
