import {
  CompiledRubric,
  evaluate,
  EvaluateInput,
  exemptionsOf,
  Facts,
  levelOf,
  nextStepsOf,
  Result,
  Scorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';

/** Facts that were observed too long ago. */
export interface ExpiredFacts {
  /** Who said it, for people: `the repository`, `prometheus`. */
  origin: string;
  observedAt: string;
  facts: Facts;
}

/**
 * Evaluates with facts of which some are too old. A result that comes out otherwise without them rests on them: it is
 * stale, and says what was observed last.
 */
export function evaluateWithExpired(
  rubric: CompiledRubric,
  input: EvaluateInput,
  expired: ExpiredFacts[],
): Scorecard {
  if (expired.length === 0) return evaluate(rubric, input);
  const fresh = evaluate(rubric, input);
  const whole = evaluate(rubric, {
    ...input,
    facts: {
      ...mergeFacts([input.facts, ...expired.map(({ facts }) => facts)]),
      // What could not be seen now was seen then.
      gaps: expired.flatMap(({ facts }) => facts.gaps),
    },
  });
  const now = new Map(fresh.results.map(result => [result.id, result]));
  const results = whole.results.map((last): Result => {
    const result = now.get(last.id);
    return !result || result.state === last.state
      ? result ?? last
      : {
          ...last,
          state: 'stale',
          lastObserved: last.state,
          reason: `${last.reason} ${ageOf(expired)}`,
        };
  });
  const level = levelOf(results);
  return {
    ...whole,
    results,
    level,
    exemptions: exemptionsOf(results, level),
    nextSteps: nextStepsOf(results, rubric.document.checks),
  };
}

/** Collections side by side, in the order given. The commit is the first one's that has one. */
export function mergeFacts(all: Facts[]): Facts {
  if (all.length === 1) return all[0];
  const collections: Facts['collections'] = {};
  for (const facts of all) {
    for (const [name, items] of Object.entries(facts.collections)) {
      collections[name] = [...(collections[name] ?? []), ...items];
    }
  }
  return {
    commit: all.find(({ commit }) => commit !== undefined)?.commit,
    collections,
    gaps: all.flatMap(({ gaps }) => gaps),
  };
}

function ageOf(expired: ExpiredFacts[]): string {
  const seen = expired
    .map(({ origin, observedAt }) => `${origin} on ${observedAt.slice(0, 10)}`)
    .join(', ');
  return `Too long ago: last seen by ${seen}.`;
}
