import { Page } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { ClaimFilter, ClaimLog } from '../ClaimStore';
import { pageOf, readCursor } from '../cursor';
import { whereAmong } from '../dialect';
import { PageRequest } from '../ScorecardStore';
import { whereReadable } from '../whereReadable';

interface Row {
  id: string;
  opened_at: string;
}

/** One page of claims with their logs, newest first, in two queries. */
export async function listClaims<Event>(
  knex: Knex,
  filter: ClaimFilter,
  { limit, cursor }: PageRequest,
): Promise<Page<ClaimLog<Event>>> {
  const { kind, entityRef, check, state, readable } = filter;
  const query = knex('claims')
    .where('kind', kind)
    .orderBy([
      { column: 'opened_at', order: 'desc' },
      { column: 'id', order: 'desc' },
    ])
    .limit(limit + 1);
  if (entityRef) query.where('entity_ref', entityRef);
  if (check) query.where('check_id', check);
  if (state) query.where('state', state);
  if (filter.expiresAfter) query.where('expires_at', '>', filter.expiresAfter);
  if (filter.expiresUntil) query.where('expires_at', '<=', filter.expiresUntil);
  whereReadable(query, 'entity_ref', readable);
  if (cursor) {
    query.whereRaw('(opened_at, id) < (?, ?)', readCursor(cursor, 2));
  }
  const rows: Row[] = await query.select('id', 'opened_at');
  const events: Array<{ claim_id: string; event: string }> = await whereAmong(
    knex('claim_events').orderBy(['claim_id', 'sequence']),
    'claim_id',
    rows.slice(0, limit).map(({ id }) => id),
  ).select('claim_id', 'event');
  const logs = new Map<string, Event[]>();
  for (const { claim_id, event } of events) {
    logs.set(claim_id, [...(logs.get(claim_id) ?? []), JSON.parse(event)]);
  }
  return pageOf(
    rows,
    limit,
    ({ id }) => ({ id, events: logs.get(id) ?? [] }),
    row => [row.opened_at, row.id],
  );
}
