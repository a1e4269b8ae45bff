import { Fields } from '../deployment/Fields';
import { FoundWorkload } from '../deployment/model';
import { Cursor } from '../repository/yaml/Cursor';
import { KubernetesResource } from './KubernetesResource';
import { readContainers } from './readContainer';

/** Where the pod's template stands in each kind of workload, and how it is rolled out when nothing is said. */
const kinds: Record<
  string,
  {
    group: string;
    pod: string[];
    strategy?: string[];
    maxUnavailable?: string;
    maxSurge?: string;
    job?: boolean;
    single?: boolean;
  }
> = {
  Deployment: {
    group: 'apps',
    pod: ['spec', 'template'],
    strategy: ['spec', 'strategy'],
    maxUnavailable: '25%',
    maxSurge: '25%',
  },
  StatefulSet: {
    group: 'apps',
    pod: ['spec', 'template'],
    strategy: ['spec', 'updateStrategy'],
    maxUnavailable: '1',
  },
  DaemonSet: {
    group: 'apps',
    pod: ['spec', 'template'],
    strategy: ['spec', 'updateStrategy'],
    maxUnavailable: '1',
  },
  Rollout: {
    group: 'argoproj.io',
    pod: ['spec', 'template'],
    strategy: ['spec', 'strategy'],
    maxUnavailable: '25%',
    maxSurge: '25%',
  },
  DeploymentConfig: {
    group: 'apps.openshift.io',
    pod: ['spec', 'template'],
    strategy: ['spec', 'strategy'],
    maxUnavailable: '25%',
    maxSurge: '25%',
  },
  ReplicaSet: { group: 'apps', pod: ['spec', 'template'] },
  Pod: { group: '', pod: [], single: true },
  Job: { group: 'batch', pod: ['spec', 'template'], job: true },
  CronJob: {
    group: 'batch',
    pod: ['spec', 'jobTemplate', 'spec', 'template'],
    job: true,
  },
};

/** The kinds of resources that run containers. */
export function isWorkloadKind(kind: string): boolean {
  return Object.hasOwn(kinds, kind);
}

/** The workload that a resource describes, or undefined where it describes none. */
export function readWorkload(
  resource: KubernetesResource,
): FoundWorkload | undefined {
  if (!Object.hasOwn(kinds, resource.kind)) return undefined;
  const shape = kinds[resource.kind];
  if (!groupsOf(shape.group).includes(resource.group)) return undefined;
  const { root } = resource;
  const template = root.get(...shape.pod);
  const pod = template.get('spec');
  // A Rollout can refer to a Deployment, which then stands for itself.
  if (!pod.get('containers').isList) return undefined;
  const fields = new Fields();
  const rollout = shape.strategy
    ? readStrategy(fields, root.get(...shape.strategy), shape)
    : {};
  const replicas = root.get('spec', 'replicas');
  return {
    name: resource.name,
    namespace: resource.namespace,
    kind: resource.kind,
    platform: 'kubernetes',
    job: shape.job ?? (shape.single === true && ends(pod)),
    replicas: fields.number('replicas', replicas),
    ...rollout,
    annotations: {
      ...root.get('metadata', 'annotations').record(),
      ...(shape.single ? {} : template.get('metadata', 'annotations').record()),
    },
    labels: template.get('metadata', 'labels').record(),
    containers: readContainers(pod),
    source: resource.source,
    origin: resource.origin,
    unresolved: fields.unresolved,
  };
}

/** A pod by itself that is not started again runs once. */
function ends(pod: Cursor): boolean {
  return ['Never', 'OnFailure'].includes(pod.get('restartPolicy').text() ?? '');
}

/** Manifests from before the groups were settled are read as what they mean. */
function groupsOf(group: string): string[] {
  if (group === 'apps.openshift.io') return [group, ''];
  return group === 'apps' ? ['apps', 'extensions'] : [group];
}

function readStrategy(
  fields: Fields,
  strategy: Cursor,
  shape: { maxUnavailable?: string; maxSurge?: string },
): Partial<FoundWorkload> {
  if (!fields.settled('strategy', strategy)) return {};
  if (strategy.get('canary').exists) return { strategy: 'Canary' };
  if (strategy.get('blueGreen').exists) return { strategy: 'BlueGreen' };
  const stated = fields.text('strategy', strategy.get('type'));
  const type = stated === 'Rolling' ? 'RollingUpdate' : stated;
  if (type !== undefined && type !== 'RollingUpdate') return { strategy: type };
  const rolling = strategy.get('rollingUpdate').exists
    ? strategy.get('rollingUpdate')
    : strategy.get('rollingParams');
  return {
    strategy: 'RollingUpdate',
    maxUnavailable:
      fields.text('maxUnavailable', rolling.get('maxUnavailable')) ??
      shape.maxUnavailable,
    maxSurge:
      fields.text('maxSurge', rolling.get('maxSurge')) ?? shape.maxSurge,
  };
}
