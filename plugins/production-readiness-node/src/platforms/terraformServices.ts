import { Fields } from '../deployment/Fields';
import { FoundContainer, FoundPlatform } from '../deployment/model';
import { listOf } from '../infrastructure/hclValues';
import { readContainers } from '../kubernetes/readContainer';
import { Cursor } from '../repository/yaml/Cursor';
import { isMapping } from '../repository/yaml/Located';
import { DefinedWorkloads, nested, TerraformBlock } from './TerraformBlock';
import { nameOf, readable, withOpenParts } from './terraformContainers';

type Shape = Record<string, unknown>;

interface Scaling {
  minimum: unknown;
  maximum: unknown;
}

/** A Cloud Run service or job, or an Azure container app. */
export function readTerraformService(block: TerraformBlock): DefinedWorkloads {
  const { type, content, label, path, line, origin } = block;
  if (type === 'google_cloud_run_v2_job') return readJob(block);
  const isAzure = type === 'azurerm_container_app';
  const template = nested(content.template);
  const pod =
    type === 'google_cloud_run_service' ? nested(template, 'spec') : template;
  const name = nameOf([content.name], label);
  const fields = new Fields();
  const cursor = (value: unknown) => Cursor.at(value, { path, line });
  const { minimum: least, maximum: most } = scalingOf(block, template);
  const minimum = fields.number('replicas', cursor(least));
  const maximum = cursor(most).number();
  const mode = cursor(content.revision_mode);
  // A revision takes traffic only when it is ready, and the one before serves until then.
  const rolls =
    !isAzure || (fields.settled('strategy', mode) && mode.text() === 'Single');
  const rollout = isAzure ? 'BlueGreen' : 'RollingUpdate';
  const platform: FoundPlatform[] = [];
  if (least !== undefined || most !== undefined) {
    const bounds = new Fields();
    bounds.number('minReplicas', cursor(least));
    bounds.number('maxReplicas', cursor(most));
    bounds.settled('enabled', cursor(least));
    bounds.settled('enabled', cursor(most));
    platform.push({
      kind: 'autoscaler',
      resource: type,
      name,
      enabled: (maximum ?? Infinity) > (minimum ?? 0),
      automated: true,
      minReplicas: minimum,
      maxReplicas: maximum,
      facets: ['horizontal'],
      selects: { by: 'name', names: [name] },
      source: { path, line },
      origin,
      unresolved: bounds.unresolved,
    });
  }
  const isServed = isAzure ? nested(content.ingress) !== undefined : true;
  return {
    workloads: [
      readable({
        name,
        kind: type,
        platform: isAzure ? 'other' : 'cloud-run',
        job: false,
        replicas: minimum,
        strategy: rolls ? rollout : undefined,
        maxUnavailable: rolls ? '0' : undefined,
        annotations: {},
        labels: {},
        containers: containersOf(block, pod, name, isServed),
        source: { path, line },
        origin,
        unresolved: fields.unresolved,
      }),
    ],
    platform,
  };
}

/** It runs to its end, as often as it is told to. */
function readJob(block: TerraformBlock): DefinedWorkloads {
  const { type, content, label, path, line, origin } = block;
  const name = nameOf([content.name], label);
  const pod = nested(content.template, 'template');
  const job = {
    name,
    kind: type,
    platform: 'cloud-run' as const,
    job: true,
    annotations: {},
    labels: {},
    containers: containersOf(block, pod, name, false),
    source: { path, line },
    origin,
  };
  return { workloads: [readable(job)], platform: [] };
}

function scalingOf(
  { type, content }: TerraformBlock,
  template: unknown,
): Scaling {
  if (type === 'azurerm_container_app') {
    const settings = isMapping(template) ? template : {};
    return { minimum: settings.min_replicas, maximum: settings.max_replicas };
  }
  if (type === 'google_cloud_run_service') {
    const stated = nested(template, 'metadata', 'annotations');
    const annotations = isMapping(stated) ? stated : {};
    const prefix = 'autoscaling.knative.dev/';
    const either = (...keys: string[]) =>
      isMapping(stated)
        ? keys.map(key => annotations[`${prefix}${key}`]).find(Boolean)
        : stated;
    return {
      minimum: either('minScale', 'min-scale'),
      maximum: either('maxScale', 'max-scale'),
    };
  }
  const own = nested(template, 'scaling');
  const scaling = own ?? nested(content.scaling);
  if (!isMapping(scaling)) return { minimum: scaling, maximum: scaling };
  return {
    minimum: scaling.min_instance_count,
    maximum: scaling.max_instance_count,
  };
}

/** The containers, put into the form of a pod's. */
function containersOf(
  { type, path, line }: TerraformBlock,
  pod: unknown,
  name: string,
  isServed: boolean,
): FoundContainer[] {
  const content: Shape = isMapping(pod) ? pod : {};
  const isAzure = type === 'azurerm_container_app';
  const mains = isMapping(pod)
    ? listOf(isAzure ? content.container : content.containers)
    : listOf(pod);
  const inits = isAzure ? listOf(content.init_container) : [];
  const shapes = (blocks: unknown[]) =>
    blocks.map(block => (isMapping(block) ? containerShape(block) : block));
  const spec = {
    containers: shapes(mains),
    initContainers: shapes(inits),
    terminationGracePeriodSeconds: content.termination_grace_period_seconds,
  };
  const served = (container: FoundContainer) => ({
    ...container,
    name: container.name || name,
    listens: (isServed && container.place === 'main') || container.listens,
  });
  const containers = readContainers(Cursor.at(spec, { path, line }));
  return withOpenParts(containers.map(served), [...inits, ...mains]);
}

function containerShape(block: Shape): Shape {
  const resources = nested(block.resources);
  const stated = isMapping(resources) ? resources : {};
  const amounts = (key: string) =>
    typeof resources === 'string'
      ? { cpu: resources, memory: resources }
      : spread(nested(stated[key]));
  return {
    name: block.name,
    image: block.image,
    args: block.args,
    command: block.command,
    ports: listOf(block.ports),
    env: listOf(block.env).filter(isMapping).map(variable),
    livenessProbe: probe(nested(block.liveness_probe)),
    readinessProbe: probe(nested(block.readiness_probe)),
    startupProbe: probe(nested(block.startup_probe)),
    resources: {
      limits: {
        cpu: block.cpu,
        memory: block.memory,
        ...amounts('limits'),
      },
      requests: amounts('requests'),
    },
  };
}

/** Both amounts of a mapping, or of the expression that stands in its place. */
function spread(amounts: Shape | string | undefined): Shape {
  if (amounts === undefined) return {};
  return isMapping(amounts) ? amounts : { cpu: amounts, memory: amounts };
}

function variable(block: Shape): Shape {
  const source = nested(block.value_from) ?? nested(block.value_source);
  const reference = nested(source, 'secret_key_ref');
  const secret = block.secret_name;
  const name = isMapping(reference)
    ? reference.name ?? reference.secret ?? ''
    : secret;
  return {
    name: block.name,
    value: block.value,
    ...(name === undefined ? {} : { valueFrom: { secretKeyRef: { name } } }),
  };
}

/** A probe in the form of a pod's; Azure names the transport where others have a block for each. */
function probe(block: Shape | string | undefined): unknown {
  if (block === undefined || typeof block === 'string') return block;
  const http = nested(block.http_get);
  const transport = String(block.transport ?? '').toUpperCase();
  return {
    httpGet: transport.startsWith('HTTP') ? { path: block.path } : http,
    tcpSocket: transport === 'TCP' ? {} : nested(block.tcp_socket),
    grpc: nested(block.grpc),
    initialDelaySeconds: block.initial_delay_seconds ?? block.initial_delay,
  };
}
