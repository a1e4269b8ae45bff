import { Check } from '../rubric/Rubric';
import { isSatisfied, levelOf, nextLevel } from './level';
import { NextStep, Result } from './Scorecard';

const efforts = ['small', 'medium', 'large'];

/**
 * The shortest path: the unsatisfied checks of the next level, blockers first, then by effort. A failing blocker of
 * a higher level comes along, because it makes every review a no-go.
 * @public
 */
export function nextStepsOf(
  results: ReadonlyArray<Result>,
  checks: ReadonlyArray<Check>,
): NextStep[] {
  const next = nextLevel(levelOf(results));
  const byId = new Map(checks.map(check => [check.id, check]));
  return results
    .filter(
      result =>
        !isSatisfied(result) && (result.level === next || result.blocker),
    )
    .flatMap(result => {
      const check = byId.get(result.id);
      return check ? [stepOf(result, check)] : [];
    })
    .sort(
      (a, b) =>
        Number(b.blocker) - Number(a.blocker) ||
        efforts.indexOf(a.effort) - efforts.indexOf(b.effort),
    );
}

function stepOf(result: Result, check: Check): NextStep {
  return {
    id: check.id,
    title: check.title,
    level: check.level,
    state: result.state,
    blocker: check.blocker,
    effort: check.effort,
    fix: check.fix,
    attestable: check.attestation !== undefined,
  };
}
