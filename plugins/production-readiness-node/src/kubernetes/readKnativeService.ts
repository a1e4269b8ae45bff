import { FoundPlatform, FoundWorkload } from '../deployment/model';
import { KubernetesResource } from './KubernetesResource';
import { readContainers } from './readContainer';

/** A workload together with what its own definition says that the platform does. */
export interface DefinedWorkload {
  workload: FoundWorkload;
  platform: FoundPlatform[];
}

const scaling = 'autoscaling.knative.dev/';

/** A Knative Service, or Cloud Run's service in the same form. */
export function readKnativeService(
  resource: KubernetesResource,
): DefinedWorkload | undefined {
  const { kind, group, name, root, source, origin } = resource;
  if (kind !== 'Service' || group !== 'serving.knative.dev') return undefined;
  const template = root.get('spec', 'template');
  const spec = template.get('spec');
  const own = root.get('metadata', 'annotations').record();
  const annotations = {
    ...own,
    ...template.get('metadata', 'annotations').record(),
  };
  const isCloudRun = Object.keys(annotations).some(key =>
    key.startsWith('run.googleapis.com/'),
  );
  const minimum = numberOf(annotations, ['minScale', 'min-scale']);
  const maximum = numberOf(annotations, ['maxScale', 'max-scale']);
  const split = root
    .get('spec', 'traffic')
    .items()
    .filter(target => (target.get('percent').number() ?? 0) > 0);
  const platform: FoundPlatform[] = [];
  const statement = {
    resource: 'Service',
    name,
    enabled: true,
    automated: true,
    selects: { by: 'name' as const, names: [name] },
    source,
    origin,
  };
  if (minimum !== undefined || maximum !== undefined) {
    platform.push({
      ...statement,
      kind: 'autoscaler',
      enabled: maximum === undefined || maximum > (minimum ?? 0),
      minReplicas: minimum,
      maxReplicas: maximum,
      facets: ['horizontal'],
    });
  }
  if (split.length > 1) {
    platform.push({
      ...statement,
      kind: 'mesh-policy',
      automated: false,
      facets: ['traffic-split'],
    });
  }
  return {
    workload: {
      name,
      namespace: resource.namespace,
      kind: 'Service',
      platform: isCloudRun ? 'cloud-run' : 'knative',
      job: false,
      replicas: minimum,
      // A revision takes traffic only when it is ready, and the one before serves until then.
      strategy: 'RollingUpdate',
      maxUnavailable: '0',
      annotations,
      labels: template.get('metadata', 'labels').record(),
      containers: readContainers(spec).map(container => ({
        ...container,
        listens: container.place === 'main' || container.listens,
      })),
      source,
      origin,
    },
    platform,
  };
}

function numberOf(
  annotations: Record<string, string>,
  keys: string[],
): number | undefined {
  const text = keys.flatMap(key => annotations[`${scaling}${key}`] ?? [])[0];
  const number = Number(text);
  return text !== undefined && Number.isFinite(number) ? number : undefined;
}
