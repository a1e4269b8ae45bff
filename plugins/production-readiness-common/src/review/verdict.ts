import { isAtLeast, isSatisfied } from '../scorecard/level';
import { Result } from '../scorecard/Scorecard';
import { Review, Verdict } from './Review';

/** A verdict with the sentences that explain it. `verdict` is absent while signatures are missing. @public */
export interface VerdictReport {
  verdict?: Verdict;
  reasons: string[];
}

/** The blockers that a scorecard leaves open: any of them makes every review a no-go. @public */
export function openBlockers(results: ReadonlyArray<Result>): Result[] {
  return results.filter(
    ({ blocker, state }) =>
      blocker && !['pass', 'not-applicable'].includes(state),
  );
}

/**
 * The verdict of a review:
 * no-go while a blocker is open, or while a check of the target level is open and no condition stands in for it;
 * pending until every signer has signed; conditional go while a condition is not met; else go.
 * @public
 */
export function verdictOf(
  review: Pick<
    Review,
    'scorecard' | 'targetLevel' | 'signers' | 'signatures' | 'conditions'
  >,
): VerdictReport {
  const { results } = review.scorecard;
  const blockers = openBlockers(results);
  if (blockers.length > 0) {
    return {
      verdict: 'no-go',
      reasons: blockers.map(({ id, reason }) => `Blocker ${id}: ${reason}`),
    };
  }
  const covered = new Set(review.conditions.map(({ check }) => check));
  const short = results.filter(
    result =>
      !isSatisfied(result) &&
      isAtLeast(review.targetLevel, result.level) &&
      !covered.has(result.id),
  );
  if (short.length > 0) {
    return {
      verdict: 'no-go',
      reasons: short.map(
        ({ id, level, reason }) =>
          `${level} ${id} is open and no condition stands in for it: ${reason}`,
      ),
    };
  }
  const unsigned = review.signers.filter(
    role => !review.signatures.some(signature => signature.role === role),
  );
  if (unsigned.length > 0) {
    return {
      reasons: unsigned.map(role => `The ${role} team has not signed yet.`),
    };
  }
  const unmet = review.conditions.filter(({ met }) => !met);
  return unmet.length > 0
    ? {
        verdict: 'conditional-go',
        reasons: unmet.map(
          ({ text, owner, dueDate }) => `${text} (${owner}, by ${dueDate})`,
        ),
      }
    : {
        verdict: 'go',
        reasons: [`No blocker is open and ${review.targetLevel} is met.`],
      };
}
