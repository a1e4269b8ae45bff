import type {
  Scorecard,
  ServiceScorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { ada } from './exampleCatalog';
import { InMemoryProductionReadiness } from './InMemoryProductionReadiness';

/** The service that the tests are about, given by the payments team. */
export const entityRef = 'component:default/checkout';

/** A backend with one service, seen by a member of the team that owns it. */
export function backendWith(service: Partial<ServiceScorecard>) {
  return new InMemoryProductionReadiness(ada).add({
    entityRef,
    evaluation: { state: 'idle' },
    evaluatedAt: '2026-01-05T10:00:00Z',
    ...service,
  });
}

/** A backend with a handoff of that service to the platform operations team. */
export async function backendWithReview(scorecard: Scorecard) {
  const backend = backendWith({ scorecard });
  const { id } = await backend.openReview({
    entityRef,
    trigger: 'team-handoff',
    receivingTeam: 'group:default/platform-operations',
  });
  return { backend, path: `/readiness/reviews/${id}`, id };
}
