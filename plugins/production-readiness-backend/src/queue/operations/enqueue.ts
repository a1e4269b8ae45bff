import { Knex } from 'knex';
import { whereAmong } from '../../database/dialect';
import { priorities, Priority } from '../EvaluationQueue';

/** A service that waits in the queue, and the host that its repository is on. */
export interface QueuedService {
  serviceId: number;
  host?: string;
}

/**
 * Queues services: those that wait move up, those that are being evaluated are noted for another time. Answers with
 * the ones that wait now.
 */
export async function enqueueServices(
  knex: Knex,
  serviceIds: number[],
  priority: Priority,
  now: Date,
): Promise<QueuedService[]> {
  const at = now.toISOString();
  const rank = priorities[priority];
  const rows: Array<{ service_id: number; state: string }> = await whereAmong(
    knex('evaluations'),
    'service_id',
    serviceIds,
  )
    .update({
      again: knex.raw("case when state = 'running' then ? else again end", [
        true,
      ]),
      at: knex.raw("case when state in ('idle', 'failed') then ? else at end", [
        at,
      ]),
      run_at: knex.raw("case when state = 'running' then run_at else ? end", [
        at,
      ]),
      priority: knex.raw(
        "case when state = 'queued' and priority > ? then priority else ? end",
        [rank, rank],
      ),
      attempts: 0,
      state: knex.raw(
        "case when state = 'running' then state else 'queued' end",
      ),
    })
    .returning(['service_id', 'state']);
  return withHosts(
    knex,
    rows.flatMap(row => (row.state === 'queued' ? [row.service_id] : [])),
  );
}

/** Queues every service whose time has come, in one statement. */
export async function enqueueDueServices(
  knex: Knex,
  now: Date,
): Promise<number[]> {
  const at = now.toISOString();
  const rows: Array<{ service_id: number }> = await knex('evaluations')
    .where('due_at', '<=', at)
    .whereIn('state', ['idle', 'failed'])
    .update({
      state: 'queued',
      at,
      run_at: at,
      priority: priorities.sweep,
      due_at: null,
    })
    .returning('service_id');
  return rows.map(row => row.service_id);
}

export async function withHosts(
  knex: Knex,
  ids: number[],
): Promise<QueuedService[]> {
  if (ids.length === 0) return [];
  const rows: Array<{ id: number; host: string | null }> = await whereAmong(
    knex('services'),
    'id',
    ids,
  ).select('id', 'host');
  return rows.map(({ id, host }) => ({
    serviceId: id,
    host: host ?? undefined,
  }));
}
