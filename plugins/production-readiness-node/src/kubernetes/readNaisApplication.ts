import { Fields } from '../deployment/Fields';
import { FoundContainer, FoundPlatform } from '../deployment/model';
import { Cursor } from '../repository/yaml/Cursor';
import { KubernetesResource } from './KubernetesResource';
import { DefinedWorkload } from './readKnativeService';

const kinds = new Set(['Application', 'Naisjob']);

/** An Application of the Nais platform, or a Naisjob, which ends when its work is done. */
export function readNaisApplication({
  kind,
  group,
  name,
  namespace,
  root,
  source,
  origin,
}: KubernetesResource): DefinedWorkload | undefined {
  if (!kinds.has(kind) || group !== 'nais.io') return undefined;
  const spec = root.get('spec');
  const fields = new Fields();
  const replicas = spec.get('replicas');
  const minimum = fields.number('replicas', replicas.get('min'));
  const maximum = replicas.get('max').number();
  const fixed = replicas.get('disableAutoScaling').boolean() === true;
  const strategy = fields.text('strategy', spec.get('strategy', 'type'));
  const rolling = spec.get('strategy', 'rollingUpdate');
  const platform: FoundPlatform[] = [];
  const add = (
    item: Pick<FoundPlatform, 'kind' | 'facets'> & Partial<FoundPlatform>,
  ) =>
    platform.push({
      resource: kind,
      name,
      enabled: true,
      automated: true,
      selects: { by: 'name', names: [name] },
      source,
      origin,
      ...item,
    });
  if (replicas.isMapping) {
    add({
      kind: 'autoscaler',
      enabled: !fixed && (maximum ?? Infinity) > (minimum ?? 0),
      minReplicas: minimum,
      maxReplicas: maximum,
      facets: ['horizontal'],
    });
  }
  if (spec.get('accessPolicy').isMapping) {
    add({ kind: 'network-policy', facets: [] });
  }
  if (spec.get('ingresses').items().length > 0) {
    add({ kind: 'ingress', facets: [] });
  }
  for (const instance of spec.get('gcp', 'sqlInstances').items()) {
    const isKept =
      instance.get('autoBackupHour').exists ||
      instance.get('pointInTimeRecovery').boolean() === true;
    if (isKept && origin.production) {
      const { path, line } = instance.position;
      add({
        kind: 'backup',
        resource: 'sqlInstance',
        name: instance.get('name').text() ?? name,
        facets: [],
        source: { path, line },
      });
    }
  }
  if (spec.get('prometheus', 'enabled').boolean()) {
    add({ kind: 'service-monitor', facets: [] });
  }
  return {
    workload: {
      name,
      namespace,
      kind,
      platform: 'nais',
      job: kind === 'Naisjob',
      replicas: minimum,
      strategy: strategy ?? 'RollingUpdate',
      maxUnavailable:
        strategy === 'Recreate'
          ? undefined
          : rolling.get('maxUnavailable').text() ?? '25%',
      maxSurge: rolling.get('maxSurge').text(),
      annotations: {
        ...root.get('metadata', 'annotations').record(),
        ...instrumentation(spec.get('observability', 'autoInstrumentation')),
      },
      labels: { app: name, ...root.get('metadata', 'labels').record() },
      containers: [readContainer(root, name)],
      source,
      origin,
      unresolved: fields.unresolved,
    },
    platform,
  };
}

/** The platform instruments by the annotation of OpenTelemetry's operator. */
function instrumentation(setting: Cursor): Record<string, string> {
  if (setting.get('enabled').boolean() !== true) return {};
  const runtime = setting.get('runtime').text() ?? 'sdk';
  return { [`instrumentation.opentelemetry.io/inject-${runtime}`]: 'true' };
}

function readContainer(root: Cursor, name: string): FoundContainer {
  const fields = new Fields();
  const spec = root.get('spec');
  const user = root.get('metadata', 'annotations', 'nais.io/run-as-user');
  const probe = (key: string): FoundContainer['livenessProbe'] => {
    const stated = spec.get(key);
    if (!fields.settled(key, stated) || !stated.get('path').exists) {
      return undefined;
    }
    return {
      kind: 'http',
      path: stated.get('path').text(),
      initialDelaySeconds: stated.get('initialDelay').number(),
    };
  };
  const amounts = (key: string) => ({
    cpu: spec.get('resources', key, 'cpu').text(),
    memory: spec.get('resources', key, 'memory').text(),
  });
  const preStop = spec.get('preStopHook');
  return {
    name,
    place: 'main',
    image: fields.image(spec.get('image')),
    listens: true,
    livenessProbe: probe('liveness'),
    readinessProbe: probe('readiness'),
    startupProbe: probe('startup'),
    requests: amounts('requests'),
    limits: amounts('limits'),
    runAsUser: fields.number('runAsUser', user),
    dropsAllCapabilities: false,
    preStop: preStop.exists || spec.get('preStopHookPath').exists,
    gracePeriodSeconds: spec.get('terminationGracePeriodSeconds').number(),
    secretEnvironment: [
      ...[
        ...spec.get('envFrom').items(),
        ...spec.get('filesFrom').items(),
      ].flatMap(from =>
        from
          .get('secret')
          .texts()
          .map(secret => `${secret}/*`),
      ),
      ...secretsMade(spec),
    ],
    source: {
      path: spec.position.path,
      line: spec.position.line,
    },
    unresolved: fields.unresolved,
  };
}

/** What the platform makes credentials for, which it puts into a secret of the cluster and hands to the container. */
function secretsMade(spec: Cursor): string[] {
  const clients = [
    ['azure', 'application'],
    ['idporten'],
    ['maskinporten'],
    ['tokenx'],
  ].filter(keys => spec.get(...keys, 'enabled').boolean() === true);
  const stores = [['gcp', 'sqlInstances'], ['redis'], ['valkey']].filter(
    keys => spec.get(...keys).items().length > 0,
  );
  const others = [
    ['kafka', 'pool'],
    ['openSearch', 'instance'],
  ].filter(keys => spec.get(...keys).exists);
  return [...clients, ...stores, ...others].map(keys => keys.join('.'));
}
