import { Cursor } from '../repository/yaml/Cursor';
import {
  copyLocated,
  isMapping,
  setPosition,
} from '../repository/yaml/Located';
import { KubernetesResource, resourcesIn } from './KubernetesResource';

type Mapping = Record<string, unknown>;

/** Clowder asks what it serves in public at this path, where the application says nothing else. */
const standardProbe = { httpGet: { path: '/healthz' } };

/** What an application can ask for; the credentials of it come in a secret that Clowder makes and mounts. */
const provided = ['database', 'objectStore', 'inMemoryDb', 'kafkaTopics'];
const mounted = 'config-secret';

/** The kind of an application that the operator Clowder runs. */
export const clowdApp = 'ClowdApp';

/**
 * What the operator Clowder makes of an application: https://github.com/RedHatInsights/clowder, providers `deployment`,
 * `cronjob` and `autoscaler`.
 */
export function clowdAppResources({
  kind,
  group,
  name,
  root,
  origin,
}: KubernetesResource): KubernetesResource[] {
  if (kind !== clowdApp || group !== 'cloud.redhat.com') return [];
  const spec = root.get('spec');
  if (spec.get('disabled').boolean() === true) return [];
  const asks = provided.some(key => isAsked(spec.get(key)));
  const secret = asks ? name : undefined;
  const objects = [
    ...spec
      .get('deployments')
      .items()
      .flatMap(item => deployed(name, item, secret)),
    ...spec
      .get('jobs')
      .items()
      .filter(job => job.get('disabled').boolean() !== true)
      .map(job => scheduled(name, job)),
  ];
  return objects.flatMap(made => resourcesIn(made, origin));
}

function deployed(
  app: string,
  deployment: Cursor,
  secret: string | undefined,
): Cursor[] {
  const name = `${app}-${deployment.get('name').text() ?? ''}`;
  const isPublic =
    deployment.get('webServices', 'public', 'enabled').boolean() === true;
  const isServed =
    isPublic ||
    deployment.get('web').boolean() === true ||
    deployment.get('webServices', 'private', 'enabled').boolean() === true;
  const isProbed = isPublic || deployment.get('web').boolean() === true;
  const stated = deployment.get('replicas');
  const strategy = deployment.get('deploymentStrategy', 'privateStrategy');
  const spec: Mapping = {
    template: template(name, deployment.get('podSpec'), secret, {
      ...(isServed && { ports: [{ containerPort: 8000 }] }),
      ...(isProbed && {
        livenessProbe: { ...standardProbe, initialDelaySeconds: 10 },
        readinessProbe: { ...standardProbe, initialDelaySeconds: 45 },
      }),
    }),
    ...(!isPublic && strategy.exists && { strategy: { type: strategy.value } }),
  };
  put(spec, 'replicas', stated.exists ? stated : deployment.get('minReplicas'));
  const made = object('apps/v1', 'Deployment', name, spec, deployment);
  return [made, ...scaled(name, deployment)];
}

function scaled(name: string, deployment: Cursor): Cursor[] {
  const simple = deployment.get('autoScalerSimple');
  const keda = deployment.get('autoScaler');
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name };
  if (simple.isMapping) {
    const spec: Mapping = { scaleTargetRef };
    put(spec, 'minReplicas', simple.get('replicas', 'min'));
    put(spec, 'maxReplicas', simple.get('replicas', 'max'));
    const kind = 'HorizontalPodAutoscaler';
    return [object('autoscaling/v2', kind, name, spec, simple)];
  }
  if (!keda.isMapping) return [];
  const spec = { ...copyLocated(keda.value as Mapping), scaleTargetRef };
  return [object('keda.sh/v1alpha1', 'ScaledObject', name, spec, keda)];
}

function scheduled(app: string, job: Cursor): Cursor {
  const name = `${app}-${job.get('name').text() ?? ''}`;
  const pod = { template: template(name, job.get('podSpec'), undefined, {}) };
  const schedule = job.get('schedule');
  return schedule.exists
    ? object(
        'batch/v1',
        'CronJob',
        name,
        { schedule: schedule.value, jobTemplate: { spec: pod } },
        job,
      )
    : object('batch/v1', 'Job', name, pod, job);
}

/** The pod: one container that is described as a container is, with what stands for what it leaves out. */
function template(
  name: string,
  pod: Cursor,
  secret: string | undefined,
  standard: Mapping,
): Mapping {
  const container: Mapping = copyLocated(isMapping(pod.value) ? pod.value : {});
  for (const [key, value] of Object.entries({ name, ...standard })) {
    if (container[key] === undefined || key === 'name') container[key] = value;
  }
  const containers = [container];
  setPosition(containers, 0, pod.position);
  const spec: Mapping = { containers };
  put(spec, 'initContainers', pod.get('initContainers'));
  put(spec, 'volumes', pod.get('volumes'));
  if (secret !== undefined) {
    const volume = { name: mounted, secret: { secretName: secret } };
    spec.volumes = [...pod.get('volumes').items().map(valueOf), volume];
    const mounts = pod.get('volumeMounts').items().map(valueOf);
    container.volumeMounts = [
      ...mounts,
      { name: mounted, mountPath: '/cdapp' },
    ];
  }
  put(
    spec,
    'terminationGracePeriodSeconds',
    pod.get('terminationGracePeriodSeconds'),
  );
  return {
    metadata: {
      labels: { pod: name },
      annotations: pod.get('metadata', 'annotations').value,
    },
    spec,
  };
}

function valueOf({ value }: Cursor): unknown {
  return value;
}

function isAsked(store: Cursor): boolean {
  return store.exists && store.boolean() !== false;
}

function put(target: Mapping, key: string, { value, position }: Cursor): void {
  if (value === undefined) return;
  target[key] = value;
  setPosition(target, key, position);
}

function object(
  apiVersion: string,
  kind: string,
  name: string,
  spec: Mapping,
  { position }: Cursor,
): Cursor {
  return Cursor.at(
    { apiVersion, kind, metadata: { name }, spec },
    { path: position.path, line: position.line },
  );
}
