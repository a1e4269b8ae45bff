import { isAtLeast, isSatisfied } from '../scorecard/level';
import { Result, Scorecard } from '../scorecard/Scorecard';
import { ReviewEvent } from './events';
import { Review } from './Review';
import { openBlockers, verdictOf } from './verdict';

/** Who raises alarms: nobody does, the backend sees it. @public */
export const watcherRef = 'plugin:default/production-readiness';

const day = 86_400_000;

/** When a review was signed by everybody; undefined while it was not. @public */
export function signedAt(
  review: Pick<Review, 'status' | 'signatures'>,
): string | undefined {
  if (review.status !== 'signed') return undefined;
  return review.signatures
    .map(({ at }) => at)
    .sort()
    .at(-1);
}

/**
 * Compares a service with what a review agreed. After a go, also a conditional one, and for as long as it stands, a
 * blocker or a check of the target level that is open now raises an alarm; so does one that opens while an alarm is
 * raised. When all are met again the alarm is cleared.
 * @returns the event to append, or undefined where there is nothing new
 * @public
 */
export function watchReview(
  review: Review,
  scorecard: Scorecard,
  at: Date,
): ReviewEvent | undefined {
  const signed = signedAt(review);
  const { verdict } = verdictOf(review);
  if (!signed || (verdict !== 'go' && verdict !== 'conditional-go')) {
    return undefined;
  }
  if (at.getTime() > Date.parse(signed) + review.validDays * day) {
    return undefined;
  }
  const stamp = { by: watcherRef, at: at.toISOString() };
  const open = openAgainst(review, scorecard);
  const known = new Set(review.alarm?.checks);
  if (open.length === 0) {
    return review.alarm ? { type: 'alarm-cleared', ...stamp } : undefined;
  }
  if (open.every(({ id }) => known.has(id))) return undefined;
  return {
    type: 'alarm-raised',
    ...stamp,
    level: scorecard.level,
    checks: open.map(({ id }) => id),
    blockers: openBlockers(open).map(({ id }) => id),
  };
}

/** What is open of what was agreed, blockers first. */
function openAgainst(
  { targetLevel, conditions }: Pick<Review, 'targetLevel' | 'conditions'>,
  { results }: Scorecard,
): Result[] {
  const covered = new Set(conditions.map(({ check }) => check));
  const blockers = openBlockers(results);
  return [
    ...blockers,
    ...results.filter(
      result =>
        !blockers.includes(result) &&
        !isSatisfied(result) &&
        isAtLeast(targetLevel, result.level) &&
        !covered.has(result.id),
    ),
  ];
}
