import {
  Page,
  ReviewSummary,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { pageOf, readCursor } from '../cursor';
import { ReviewFilter } from '../ReviewStore';
import { PageRequest } from '../ScorecardStore';
import { whereReadable } from '../whereReadable';

interface ReviewRow {
  id: string;
  entity_ref: string;
  trigger: ReviewSummary['trigger'];
  title: string;
  target_level: ReviewSummary['targetLevel'];
  giving_team: string;
  receiving_team: string;
  opened_by: string;
  opened_at: string;
  status: ReviewSummary['status'];
  verdict: ReviewSummary['verdict'] | null;
}

/** One page of reviews, newest first, in one query. */
export async function listReviews(
  knex: Knex,
  { entityRef, trigger, readable }: ReviewFilter,
  { limit, cursor }: PageRequest,
): Promise<Page<ReviewSummary>> {
  const query = knex('reviews')
    .orderBy([
      { column: 'opened_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit + 1);
  if (entityRef) query.where('entity_ref', entityRef);
  if (trigger) query.where('trigger', trigger);
  whereReadable(query, 'entity_ref', readable);
  if (cursor) {
    query.whereRaw('(opened_at, id) < (?, ?)', readCursor(cursor, 2));
  }
  const rows: ReviewRow[] = await query.select();
  return pageOf(rows, limit, reviewOfRow, row => [row.opened_at, row.id]);
}

export function rowOfReview(review: ReviewSummary): ReviewRow {
  return {
    id: review.id,
    entity_ref: review.entityRef,
    trigger: review.trigger,
    title: review.title,
    target_level: review.targetLevel,
    giving_team: review.givingTeam,
    receiving_team: review.receivingTeam,
    opened_by: review.openedBy,
    opened_at: review.openedAt,
    status: review.status,
    verdict: review.verdict ?? null,
  };
}

function reviewOfRow(row: ReviewRow): ReviewSummary {
  return {
    id: row.id,
    entityRef: row.entity_ref,
    trigger: row.trigger,
    title: row.title,
    targetLevel: row.target_level,
    givingTeam: row.giving_team,
    receivingTeam: row.receiving_team,
    openedBy: row.opened_by,
    openedAt: row.opened_at,
    status: row.status,
    verdict: row.verdict ?? undefined,
  };
}
