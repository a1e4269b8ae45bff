import {
  Actor,
  reduceReview,
  ReviewRecord,
  ReviewSummary,
  signableRoles,
  verdictOf,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { LoggedEvent } from '../database/ReviewStore';

/** A review with its log, as `actor` sees it. */
export function recordOf(
  id: string,
  log: LoggedEvent[],
  actor: Actor,
): ReviewRecord {
  const review = reduceReview(log.map(({ event }) => event));
  return {
    id,
    events: log,
    verdict: verdictOf(review),
    signable: signableRoles(review, actor),
  };
}

/** A review as lists show it. */
export function summaryOf(id: string, log: LoggedEvent[]): ReviewSummary {
  const review = reduceReview(log.map(({ event }) => event));
  return {
    id,
    entityRef: review.entityRef,
    trigger: review.trigger,
    title: review.title,
    targetLevel: review.targetLevel,
    givingTeam: review.givingTeam,
    receivingTeam: review.receivingTeam,
    openedBy: review.openedBy,
    openedAt: review.openedAt,
    status: review.status,
    verdict: verdictOf(review).verdict,
  };
}
