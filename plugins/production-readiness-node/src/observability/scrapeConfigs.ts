import { FoundPlatform, Origin } from '../deployment/model';
import { KubernetesResource } from '../kubernetes/KubernetesResource';
import { Cursor } from '../repository/yaml/Cursor';
import { embeddedYaml } from '../repository/yaml/embeddedYaml';

const mostTargets = 200;

/** Whom a Prometheus, or a collector that stands in for one, asks for metrics: one item per job. */
export function readScrapeConfigs(
  root: Cursor,
  origin: Origin,
): FoundPlatform[] {
  const inCollector = root
    .get('receivers')
    .entries()
    .filter(([name]) => name.split('/')[0] === 'prometheus')
    .flatMap(([, receiver]) =>
      receiver.get('config', 'scrape_configs').items(),
    );
  return [...root.get('scrape_configs').items(), ...inCollector].flatMap(
    (job): FoundPlatform[] => {
      const name = job.get('job_name').text();
      if (name === undefined) return [];
      const { path, line } = job.position;
      return [
        {
          kind: 'service-monitor',
          resource: 'scrape_config',
          name,
          enabled: true,
          automated: true,
          facets: [],
          selects: { by: 'name', names: [name, ...hostsOf(job)] },
          source: { path, line },
          origin,
        },
      ];
    },
  );
}

/** The hosts of targets that are written out: `orders` of `orders:8080`. */
function hostsOf(job: Cursor): string[] {
  return job
    .get('static_configs')
    .items()
    .flatMap(config => config.get('targets').texts())
    .slice(0, mostTargets)
    .map(target => target.replace(/^https?:\/\//, '').split(/[:/.]/)[0]);
}

/** The jobs in files that a ConfigMap hands to a Prometheus. */
export function readScrapeConfigMap({
  kind,
  root,
  origin,
}: KubernetesResource): FoundPlatform[] {
  if (kind !== 'ConfigMap') return [];
  return root
    .get('data')
    .entries()
    .filter(
      ([name, text]) =>
        /\.ya?ml$/.test(name) && text.text()?.includes('scrape_configs:'),
    )
    .flatMap(([, text]) => embeddedYaml(text))
    .flatMap(document => readScrapeConfigs(document, origin));
}
