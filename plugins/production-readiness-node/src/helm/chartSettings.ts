import { Cursor } from '../repository/yaml/Cursor';

const security = (key: string) => [
  key,
  ...['securityContext', 'containerSecurityContext', 'podSecurityContext'].map(
    context => `${context}.${key}`,
  ),
];

const probe = (kind: string) => [
  `${kind}Probe`,
  `probes.${kind}`,
  `probes.${kind}Probe`,
  kind,
  `${kind}Path`,
  `deployment.${kind}Probe`,
  `image.${kind}Probe`,
  ...(kind === 'startup' ? [] : ['probePath', 'healthCheckPath']),
];

/** Where charts take a setting from, by convention: paths of their values, of which the first that is there counts. */
const settings = {
  name: ['fullnameOverride', 'nameOverride'],
  replicas: [
    'replicaCount',
    'replicas',
    'replicasCount',
    'deployment.replicas',
  ],
  strategy: ['strategy', 'updateStrategy', 'deploymentStrategy'],
  annotations: ['podAnnotations', 'annotations'],
  gracePeriod: ['terminationGracePeriodSeconds', 'terminationGracePeriod'],
  preStop: ['lifecycle.preStop', 'lifecycleHooks.preStop', 'preStop'],
  port: [
    ...['containerPort', 'containerPorts', 'applicationPort', 'image.port'],
    ...['service.port', 'service.ports', 'webPort', 'port', 'ports'],
  ],
  livenessProbe: probe('liveness'),
  readinessProbe: probe('readiness'),
  startupProbe: probe('startup'),
  requestsCpu: ['resources.requests.cpu', 'cpuRequests', 'cpuRequest'],
  requestsMemory: [
    'resources.requests.memory',
    'memoryRequests',
    'memoryRequest',
  ],
  limitsCpu: ['resources.limits.cpu', 'cpuLimits', 'cpuLimit', 'maxCpu'],
  limitsMemory: [
    'resources.limits.memory',
    'memoryLimits',
    'memoryLimit',
    'maxMemory',
  ],
  runAsNonRoot: security('runAsNonRoot'),
  runAsUser: security('runAsUser'),
  allowPrivilegeEscalation: security('allowPrivilegeEscalation'),
  readOnlyRootFilesystem: security('readOnlyRootFilesystem'),
  dropped: security('capabilities.drop'),
  ingress: ['ingress'],
  autoscaler: ['autoscaling', 'hpa', 'horizontalPodAutoscaler'],
  budget: ['podDisruptionBudget', 'pdb'],
  policy: ['networkPolicy'],
} satisfies Record<string, string[]>;

/** A setting that charts commonly have. */
export type ChartSetting = keyof typeof settings;

/** A setting among the values that are handed to a chart; one that does not exist where they say nothing of it. */
export function chartSetting(values: Cursor, name: ChartSetting): Cursor {
  const [first, ...others] = settings[name].map(path =>
    values.get(...path.split('.')),
  );
  return [first, ...others].find(({ exists }) => exists) ?? first;
}

/** Whether values speak of a workload, and not only of what stands beside one. */
export function describesWorkload(values: Cursor): boolean {
  const telling: ChartSetting[] = [
    'livenessProbe',
    'readinessProbe',
    'replicas',
  ];
  return (
    values.get('image').exists ||
    telling.some(name => chartSetting(values, name).exists)
  );
}

/** Whether values say, in any of the words that charts have for it, that something is not there at all. */
export function isOff(setting: Cursor): boolean {
  return ['enabled', 'enable', 'create', 'created'].some(
    key => setting.get(key).boolean() === false,
  );
}
