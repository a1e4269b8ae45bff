import { Fields } from '../deployment/Fields';
import {
  FoundContainer,
  FoundPlatform,
  FoundWorkload,
  Origin,
} from '../deployment/model';
import { isSidecarImage } from '../deployment/offTheShelf';
import { Cursor } from '../repository/yaml/Cursor';

/** A key as ECS's JSON writes it, or capitalised as CloudFormation does. */
function at(cursor: Cursor, ...keys: string[]): Cursor {
  return keys.reduce((found, key) => {
    const capital = key[0].toUpperCase() + key.slice(1);
    return found.get(key).exists ? found.get(key) : found.get(capital);
  }, cursor);
}

/** A task definition, as a workload of its own: how many of it run is said by an ECS service. */
export function readTaskDefinition(
  task: Cursor,
  origin: Origin,
  fallbackName: string,
): FoundWorkload | undefined {
  const definitions = at(task, 'containerDefinitions').items();
  if (definitions.length === 0) return undefined;
  const { path, line } = task.position;
  return {
    name: at(task, 'family').text() ?? fallbackName,
    kind: 'task-definition',
    platform: 'ecs',
    job: false,
    annotations: {},
    labels: {},
    containers: definitions.map(definition =>
      readContainer(definition, task, definitions.length > 1),
    ),
    source: { path, line },
    origin,
  };
}

function readContainer(
  definition: Cursor,
  task: Cursor,
  shared: boolean,
): FoundContainer {
  const fields = new Fields();
  const image = at(definition, 'image');
  const essential = at(definition, 'essential').boolean() !== false;
  const sidecar = shared && (isSidecarImage(image.text() ?? '') || !essential);
  const health = at(definition, 'healthCheck', 'command');
  const checked =
    fields.settled('livenessProbe', at(definition, 'healthCheck')) &&
    fields.settled('livenessProbe', health) &&
    health.texts().length > 0 &&
    health.texts()[0] !== 'NONE';
  const written = at(definition, 'user');
  fields.settled('runAsUser', written);
  const user = fields.text('runAsNonRoot', written);
  const userId = user === undefined ? NaN : Number(user.split(':')[0]);
  const amount = (field: string, ...stated: Cursor[]) => {
    const chosen = stated.find(({ exists }) => exists);
    return chosen && fields.text(field, chosen);
  };
  const cpu = at(definition, 'cpu');
  const ports = at(definition, 'portMappings');
  const dropped = at(definition, 'linuxParameters', 'capabilities', 'drop');
  const secrets = at(definition, 'secrets');
  fields.settled('dropsAllCapabilities', dropped);
  fields.settled('secretEnvironment', secrets);
  const { path, line } = definition.position;
  return {
    name: at(definition, 'name').text() ?? '',
    place: sidecar ? 'sidecar' : 'main',
    image: fields.image(image),
    listens: fields.settled('listens', ports) && ports.items().length > 0,
    livenessProbe: checked ? { kind: 'exec' } : undefined,
    requests: {
      cpu: amount(
        'requests.cpu',
        ...(cpu.text() === '0' ? [] : [cpu]),
        at(task, 'cpu'),
      ),
      memory: amount(
        'requests.memory',
        at(definition, 'memoryReservation'),
        at(definition, 'memory'),
        at(task, 'memory'),
      ),
    },
    limits: {
      cpu: amount('limits.cpu', at(task, 'cpu')),
      memory: amount(
        'limits.memory',
        at(definition, 'memory'),
        at(task, 'memory'),
      ),
    },
    runAsNonRoot:
      user === undefined ? undefined : user !== 'root' && userId !== 0,
    runAsUser: Number.isInteger(userId) ? userId : undefined,
    readOnlyRootFilesystem: fields.boolean(
      'readOnlyRootFilesystem',
      at(definition, 'readonlyRootFilesystem'),
    ),
    dropsAllCapabilities: dropped.texts().includes('ALL'),
    preStop: false,
    gracePeriodSeconds: fields.number(
      'gracePeriodSeconds',
      at(definition, 'stopTimeout'),
    ),
    secretEnvironment: secrets
      .items()
      .flatMap(secret => at(secret, 'name').text() ?? []),
    source: { path, line },
    unresolved: fields.unresolved,
  };
}

/** What an ECS service says of how its tasks run. */
export interface EcsService {
  /** The task definition that it runs, without its revision. */
  task: string;
  changes: Partial<FoundWorkload>;
  /** Whether a load balancer's health check decides on traffic. */
  balanced: boolean;
  /** The expression on which it depends whether there is a load balancer. */
  balancedIf?: string;
  platform: FoundPlatform[];
}

/** An ECS service, of the API's JSON or of CloudFormation. */
export function readEcsService(
  service: Cursor,
  origin: Origin,
  name: string,
): EcsService {
  const { path, line } = service.position;
  const configuration = at(service, 'deploymentConfiguration');
  const controller = at(service, 'deploymentController', 'type').text();
  const fields = new Fields();
  const healthy = at(configuration, 'minimumHealthyPercent');
  const most = at(configuration, 'maximumPercent');
  const minimum = fields.settled('maxUnavailable', healthy)
    ? healthy.number() ?? 100
    : undefined;
  const maximum = fields.settled('maxSurge', most)
    ? most.number() ?? 200
    : undefined;
  const replicas = fields.number('replicas', at(service, 'desiredCount'));
  const breaker = at(configuration, 'deploymentCircuitBreaker');
  const balancers = at(service, 'loadBalancers');
  const platform: FoundPlatform[] = [];
  const rollsBack =
    at(breaker, 'enable').boolean() === true &&
    at(breaker, 'rollback').boolean() === true;
  if (rollsBack || controller === 'CODE_DEPLOY') {
    platform.push({
      kind: 'progressive-delivery',
      resource: 'ecs-service',
      name,
      enabled: true,
      automated: true,
      facets: [
        ...(controller === 'CODE_DEPLOY' ? ['blue-green'] : []),
        ...(rollsBack ? ['rollback'] : []),
        ...(at(configuration, 'alarms').exists ? ['analysis'] : []),
      ],
      selects: { by: 'everything' },
      source: { path, line },
      origin,
    });
  }
  return {
    task: taskFamily(at(service, 'taskDefinition').text() ?? ''),
    balanced: balancers.items().length > 0,
    balancedIf: balancers.unresolved(),
    changes: {
      replicas,
      strategy: controller === 'CODE_DEPLOY' ? 'BlueGreen' : 'RollingUpdate',
      maxUnavailable: minimum === undefined ? undefined : missing(minimum),
      maxSurge:
        maximum === undefined ? undefined : `${Math.max(0, maximum - 100)}%`,
      unresolved: fields.unresolved,
    },
    platform,
  };
}

function taskFamily(written: string): string {
  const name = written.slice(written.lastIndexOf('/') + 1);
  return name.split(':')[0];
}

function missing(healthyPercent: number): string {
  return healthyPercent >= 100 ? '0' : `${100 - healthyPercent}%`;
}

/** A task with what its service says. Behind a load balancer, its health check decides on traffic. */
export function joinEcsService(
  task: FoundWorkload,
  { changes, balanced, balancedIf }: EcsService,
): FoundWorkload {
  const open = { ...task.unresolved, ...changes.unresolved };
  return {
    ...task,
    ...changes,
    unresolved: Object.keys(open).length > 0 ? open : undefined,
    containers: task.containers.map(container => {
      if (!container.listens || container.place !== 'main') return container;
      if (balancedIf !== undefined) {
        const readinessProbe = balancedIf;
        const unresolved = { ...container.unresolved, readinessProbe };
        return { ...container, unresolved };
      }
      return balanced
        ? { ...container, readinessProbe: { kind: 'http' as const } }
        : container;
    }),
  };
}
