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
  const health = at(definition, 'healthCheck', 'command').texts();
  const checked = health.length > 0 && health[0] !== 'NONE';
  const user = at(definition, 'user').text();
  const userId = user === undefined ? NaN : Number(user.split(':')[0]);
  const cpu = at(definition, 'cpu').text();
  const { path, line } = definition.position;
  return {
    name: at(definition, 'name').text() ?? '',
    place: sidecar ? 'sidecar' : 'main',
    image: fields.image(image),
    listens: at(definition, 'portMappings').items().length > 0,
    livenessProbe: checked ? { kind: 'exec' } : undefined,
    requests: {
      cpu: cpu === '0' ? at(task, 'cpu').text() : cpu ?? at(task, 'cpu').text(),
      memory:
        at(definition, 'memoryReservation').text() ??
        at(definition, 'memory').text() ??
        at(task, 'memory').text(),
    },
    limits: {
      cpu: at(task, 'cpu').text(),
      memory: at(definition, 'memory').text() ?? at(task, 'memory').text(),
    },
    runAsNonRoot:
      user === undefined ? undefined : user !== 'root' && userId !== 0,
    runAsUser: Number.isInteger(userId) ? userId : undefined,
    readOnlyRootFilesystem: at(definition, 'readonlyRootFilesystem').boolean(),
    dropsAllCapabilities: at(
      definition,
      'linuxParameters',
      'capabilities',
      'drop',
    )
      .texts()
      .includes('ALL'),
    preStop: false,
    gracePeriodSeconds: at(definition, 'stopTimeout').number(),
    secretEnvironment: at(definition, 'secrets')
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
  const minimum = at(configuration, 'minimumHealthyPercent').number() ?? 100;
  const maximum = at(configuration, 'maximumPercent').number() ?? 200;
  const breaker = at(configuration, 'deploymentCircuitBreaker');
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
    balanced: at(service, 'loadBalancers').items().length > 0,
    changes: {
      replicas: at(service, 'desiredCount').number(),
      strategy: controller === 'CODE_DEPLOY' ? 'BlueGreen' : 'RollingUpdate',
      maxUnavailable: minimum >= 100 ? '0' : `${100 - minimum}%`,
      maxSurge: `${Math.max(0, maximum - 100)}%`,
    },
    platform,
  };
}

function taskFamily(written: string): string {
  const name = written.slice(written.lastIndexOf('/') + 1);
  return name.split(':')[0];
}
