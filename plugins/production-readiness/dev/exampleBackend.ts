import type { ServiceScorecard } from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  ada,
  bo,
  component,
  organisation,
} from '../src/__testUtils__/exampleCatalog';
import { InMemoryProductionReadiness } from '../src/__testUtils__/InMemoryProductionReadiness';
import { mixedScorecard, scorecardOf } from '../src/__testUtils__/scorecards';

const query = new URLSearchParams(window.location.search);
const hour = 3_600_000;

/** `?as=bo` signs in as a member of the other team. */
export const signedIn = query.get('as') === 'bo' ? bo : ada;

function service(
  name: string,
  rest: Partial<ServiceScorecard>,
): ServiceScorecard {
  return {
    entityRef: `component:default/${name}`,
    evaluation: { state: 'idle' },
    evaluatedAt: new Date(Date.now() - 2 * hour).toISOString(),
    ...rest,
  };
}

const many = Array.from({ length: 57 }, (_, index) => `service-${index + 1}`);
const levels = [undefined, 'L1', 'L2', 'L3', 'L4'] as const;

export const exampleEntities = [
  ...organisation,
  ...['checkout', 'ledger', 'search', 'billing', 'fresh', ...many].map(name =>
    component(name),
  ),
];

export const exampleBackend = new InMemoryProductionReadiness(ada)
  .add(service('checkout', { scorecard: mixedScorecard }))
  .add(service('ledger', { scorecard: scorecardOf('L4') }))
  .add(
    service('search', {
      scorecard: scorecardOf(undefined),
      evaluation: {
        state: 'failed',
        error:
          'The repository https://git.example.com/search answered 401. Check the token of the integration.',
      },
    }),
    'group:default/platform-operations',
  )
  .add(service('billing', { scorecard: scorecardOf('L2') }))
  .add(service('fresh', { evaluatedAt: undefined }));
for (const [index, name] of many.entries()) {
  exampleBackend.add(
    service(name, { scorecard: scorecardOf(levels[index % levels.length]) }),
  );
}

/** Evaluations take a few seconds. */
const request = exampleBackend.requestEvaluation.bind(exampleBackend);
exampleBackend.requestEvaluation = async entityRef => {
  const queued = await request(entityRef);
  setTimeout(() => {
    exampleBackend.services.set(entityRef, {
      ...queued,
      evaluation: { state: 'running' },
    });
  }, 1_000);
  setTimeout(
    () => exampleBackend.finishEvaluation(entityRef, scorecardOf('L3')),
    4_000,
  );
  return queued;
};

/** r1 awaits signatures, r2 is a no-go, r3 a conditional go, r4 a go. */
async function openExamples() {
  const handoff = {
    trigger: 'team-handoff' as const,
    receivingTeam: 'group:default/platform-operations',
  };
  const ref = (name: string) => `component:default/${name}`;
  await exampleBackend.openReview({ entityRef: ref('billing'), ...handoff });
  await exampleBackend.openReview({ entityRef: ref('checkout'), ...handoff });
  for (const name of ['billing', 'ledger']) {
    const { id } = await exampleBackend.openReview({
      entityRef: ref(name),
      ...handoff,
    });
    if (name === 'billing') {
      await exampleBackend.addCondition(id, {
        text: 'Load test with twice the peak of last December',
        owner: 'group:default/payments',
        dueDate: '2026-01-31',
      });
    }
    await exampleBackend.signReview(id, {
      role: 'giving',
      comment: 'Two weeks of shadowing are agreed.',
    });
    exampleBackend.actor = bo;
    await exampleBackend.signReview(id, { role: 'receiving' });
    exampleBackend.actor = ada;
  }
  exampleBackend.actor = signedIn;
}

openExamples();
