import { DocumentRule } from './DocumentRule';
import { rollbackConcerns } from './rollbackConcerns';

/** How releases come, and go again. */
export const deliveryRules: readonly DocumentRule[] = [
  {
    kind: 'rollback',
    titles: [
      'rollback',
      'rollbacks',
      'roll back',
      'rolling back',
      'revert a deployment',
      'revert a release',
      'reverting',
      'undo a deployment',
      'undo a release',
      'backout',
      'back out',
    ],
    needs: 'prose',
    facets: { commands: { code: true } },
    concerns: rollbackConcerns,
  },
  {
    kind: 'deployment',
    titles: [
      'deploy',
      'deploys',
      'deploying',
      'deployment',
      'deployments',
      'production',
      'helm',
      'kubernetes',
      'rollout',
      'hosting',
      'roll out',
    ],
    needs: 'steps',
    facets: { commands: { code: true } },
  },
];
