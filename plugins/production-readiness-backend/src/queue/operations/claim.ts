import { Knex } from 'knex';
import { isSqlite, whereAmong } from '../../database/dialect';
import { leaseTime } from '../QueueOptions';

/** Takes up the services that wait, the most urgent first. Of any number of processes, one gets each. */
export async function claimNext(
  knex: Knex,
  options: { holder: string; limit: number },
): Promise<number[]> {
  const now = new Date();
  const next = knex('evaluations')
    .where('state', 'queued')
    .where('run_at', '<=', now.toISOString())
    .orderBy([
      { column: 'priority', order: 'desc' },
      { column: 'run_at' },
      { column: 'service_id' },
    ])
    .limit(options.limit)
    .select('service_id');
  if (!isSqlite(knex)) next.forUpdate().skipLocked();
  // As a subquery it could be run once per row, and then take more than its limit.
  const rows: Array<{ service_id: number; priority: number; run_at: string }> =
    await knex('evaluations')
      .withMaterialized('next', next)
      .whereIn('service_id', knex('next').select('service_id'))
      .update(claimed(options.holder, now))
      .returning(['service_id', 'priority', 'run_at']);
  return rows
    .sort((a, b) => b.priority - a.priority || (a.run_at < b.run_at ? -1 : 1))
    .map(row => row.service_id);
}

/** Takes up those of the given services that wait, or whose holder is gone. Answers with the ones it got. */
export async function claimAmong(
  knex: Knex,
  serviceIds: number[],
  holder: string,
): Promise<number[]> {
  const now = new Date();
  const rows: Array<{ service_id: number }> = await whereAmong(
    knex('evaluations'),
    'service_id',
    serviceIds,
  )
    .where(waiting =>
      waiting
        .where(queued =>
          queued
            .where('state', 'queued')
            .where('run_at', '<=', now.toISOString()),
        )
        .orWhere(lost =>
          lost
            .where('state', 'running')
            .where('lease_until', '<', now.toISOString()),
        ),
    )
    .update(claimed(holder, now))
    .returning('service_id');
  return rows.map(row => row.service_id);
}

function claimed(holder: string, now: Date) {
  return {
    state: 'running',
    again: false,
    at: now.toISOString(),
    lease_holder: holder,
    lease_until: new Date(now.getTime() + leaseTime).toISOString(),
  };
}
