import { Fields } from '../deployment/Fields';
import { FoundPlatform } from '../deployment/model';
import { listOf } from '../infrastructure/hclValues';
import { Cursor } from '../repository/yaml/Cursor';
import { unresolvedIn } from '../repository/yaml/unresolved';
import {
  EcsService,
  joinEcsService,
  readEcsService,
  readTaskDefinition,
} from './ecs';
import {
  DefinedWorkloads,
  isReferenceTo,
  nested,
  TerraformBlock,
} from './TerraformBlock';
import { nameOf, readable, withOpenParts } from './terraformContainers';

interface NamedService {
  block: TerraformBlock;
  /** The workload that it runs, or its own name where the task definition is elsewhere. */
  name: string;
  service: EcsService;
}

/**
 * The task definitions of a Terraform folder with the services that run them and what scales these.
 * `container_definitions` is read before, see `readDefinitions`.
 */
export function readTerraformEcs(blocks: TerraformBlock[]): DefinedWorkloads {
  const of = (type: string) => blocks.filter(block => block.type === type);
  const found: DefinedWorkloads = { workloads: [], platform: [] };
  const services = of('aws_ecs_service');
  const named: NamedService[] = services.map(block => {
    const name = nameOf([block.content.name], block.label);
    return { block, name, service: readService(block, name) };
  });
  for (const block of of('aws_ecs_task_definition')) {
    const runs = named.find(service => runsTask(service.block, block));
    const { content, label, origin } = block;
    const name = nameOf([content.family, runs?.block.content.name], label);
    const stated = content.container_definitions;
    const definitions = listOf(stated);
    const cursor = Cursor.at(
      {
        family: name,
        cpu: content.cpu,
        memory: content.memory,
        containerDefinitions: definitions,
      },
      block,
    );
    const task = readTaskDefinition(cursor, origin, label);
    if (!task) continue;
    const workload = {
      ...task,
      containers: withOpenParts(task.containers, definitions).map(
        container => ({ ...container, name: container.name || name }),
      ),
    };
    if (runs) runs.name = name;
    found.workloads.push(
      readable(runs ? joinEcsService(workload, runs.service) : workload),
    );
  }
  for (const { name, service } of named) {
    found.platform.push(
      ...service.platform.map(item => ({
        ...item,
        resource: 'aws_ecs_service',
        name,
        selects: { by: 'name' as const, names: [name] },
      })),
    );
  }
  for (const block of of('aws_appautoscaling_target')) {
    found.platform.push(...readScaling(block, named));
  }
  return found;
}

function readService(block: TerraformBlock, name: string): EcsService {
  const { content } = block;
  const balancers = content.load_balancer;
  const shape = {
    desiredCount: content.desired_count,
    loadBalancers: balancers,
    deploymentController: nested(content.deployment_controller),
    deploymentConfiguration: {
      minimumHealthyPercent: content.deployment_minimum_healthy_percent,
      maximumPercent: content.deployment_maximum_percent,
      deploymentCircuitBreaker: nested(content.deployment_circuit_breaker),
      alarms: nested(content.alarms),
    },
  };
  return readEcsService(Cursor.at(shape, block), block.origin, name);
}

function runsTask(service: TerraformBlock, task: TerraformBlock): boolean {
  const written = service.content.task_definition;
  if (typeof written !== 'string') return false;
  const expression = unresolvedIn(written);
  if (expression !== undefined) {
    return isReferenceTo(expression, task);
  }
  const name = written.slice(written.lastIndexOf('/') + 1).split(':')[0];
  return name === task.content.family;
}

function readScaling(
  { content, label, path, line, origin }: TerraformBlock,
  services: NamedService[],
): FoundPlatform[] {
  const target =
    typeof content.resource_id === 'string' ? content.resource_id : '';
  const namespace = content.service_namespace;
  if (typeof namespace === 'string' && namespace !== 'ecs') {
    if (unresolvedIn(namespace) === undefined) return [];
  }
  const scaled = scaledService(target, services);
  const fields = new Fields();
  const cursor = Cursor.at(content, { path, line });
  const minimum = fields.number('minReplicas', cursor.get('min_capacity'));
  const maximum = fields.number('maxReplicas', cursor.get('max_capacity'));
  fields.settled('enabled', cursor.get('min_capacity'));
  fields.settled('enabled', cursor.get('max_capacity'));
  return [
    {
      kind: 'autoscaler',
      resource: 'aws_appautoscaling_target',
      name: label,
      enabled: (maximum ?? Infinity) > (minimum ?? 0),
      automated: true,
      minReplicas: minimum,
      maxReplicas: maximum,
      facets: ['horizontal'],
      selects:
        scaled === undefined
          ? { by: 'nothing' }
          : { by: 'name', names: [scaled] },
      source: { path, line },
      origin,
      unresolved: fields.unresolved,
    },
  ];
}

/** `service/<cluster>/<service>`, where the last part often refers to the service's block. */
function scaledService(
  target: string,
  services: NamedService[],
): string | undefined {
  const last = target.slice(target.lastIndexOf('/') + 1);
  const expression = unresolvedIn(last);
  if (expression === undefined) {
    const stated = services.find(({ block }) => block.content.name === last);
    return stated?.name ?? (last === '' ? undefined : last);
  }
  return services.find(({ block }) => isReferenceTo(expression, block))?.name;
}
