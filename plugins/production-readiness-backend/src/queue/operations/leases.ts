import { Knex } from 'knex';
import { whereAmong } from '../../database/dialect';
import { leaseTime } from '../QueueOptions';

/** Tells the others that `holder` is alive and at work on these services. */
export async function extendLeases(
  knex: Knex,
  holder: string,
  serviceIds: number[],
): Promise<void> {
  if (serviceIds.length === 0) return;
  await whereAmong(knex('evaluations'), 'service_id', serviceIds)
    .where({ lease_holder: holder, state: 'running' })
    .update({ lease_until: new Date(Date.now() + leaseTime).toISOString() });
}

/**
 * Queues again what was being evaluated by a process that is gone. Answers with the services.
 * @param where - whose: of everyone whose lease has run out, of one holder, or of all
 */
export async function requeueLost(
  knex: Knex,
  where: { expiredAt: Date } | { holder: string } | 'all',
): Promise<number[]> {
  const query = knex('evaluations').where('state', 'running');
  if (where !== 'all') {
    if ('holder' in where) query.where('lease_holder', where.holder);
    else query.where('lease_until', '<', where.expiredAt.toISOString());
  }
  const rows: Array<{ service_id: number }> = await query
    .update({
      state: 'queued',
      run_at: new Date().toISOString(),
      again: false,
      lease_holder: null,
      lease_until: null,
    })
    .returning('service_id');
  return rows.map(row => row.service_id);
}
