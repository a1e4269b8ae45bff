import { Selection } from '../../deployment/model';
import { Cursor } from '../../repository/yaml/Cursor';
import { labelSelection } from '../selectors';
import { PlatformReaders } from './PlatformReader';

const pausedByKeda = 'autoscaling.keda.sh/paused';

/** Autoscalers and disruption budgets. */
export const scalingReaders: PlatformReaders = {
  HorizontalPodAutoscaler: {
    read: ({ root }, fields) => {
      return {
        kind: 'autoscaler',
        selects: target(root.get('spec', 'scaleTargetRef')),
        enabled: scales(
          root.get('spec', 'minReplicas'),
          root.get('spec', 'maxReplicas'),
        ),
        automated: true,
        minReplicas: fields.number(
          'minReplicas',
          root.get('spec', 'minReplicas'),
        ),
        maxReplicas: fields.number(
          'maxReplicas',
          root.get('spec', 'maxReplicas'),
        ),
        facets: ['horizontal'],
      };
    },
  },
  ScaledObject: {
    group: 'keda.sh',
    read: ({ root }) => ({
      kind: 'autoscaler',
      selects: target(root.get('spec', 'scaleTargetRef')),
      enabled:
        root.get('metadata', 'annotations', pausedByKeda).text() !== 'true' &&
        scales(
          root.get('spec', 'minReplicaCount'),
          root.get('spec', 'maxReplicaCount'),
        ),
      automated: true,
      minReplicas: root.get('spec', 'minReplicaCount').number(),
      maxReplicas: root.get('spec', 'maxReplicaCount').number(),
      facets: ['horizontal', 'events'],
    }),
  },
  PodDisruptionBudget: {
    group: 'policy',
    read: ({ root }) => ({
      kind: 'disruption-budget',
      selects: labelSelection(root.get('spec', 'selector')),
      facets: [
        root.get('spec', 'minAvailable').exists && 'min-available',
        root.get('spec', 'maxUnavailable').exists && 'max-unavailable',
      ],
    }),
  },
  ResourceQuota: {
    group: '',
    read: () => ({ kind: 'quota', selects: { by: 'everything' } }),
  },
  LimitRange: {
    group: '',
    read: () => ({ kind: 'quota', selects: { by: 'everything' } }),
  },
};

/** An autoscaler between equal bounds does not scale. */
function scales(minimum: Cursor, maximum: Cursor): boolean {
  const least = minimum.number();
  const most = maximum.number();
  return least === undefined || most === undefined || most > least;
}

function target(reference: Cursor): Selection {
  const name = reference.get('name').text();
  return name === undefined ? { by: 'nothing' } : { by: 'name', names: [name] };
}
