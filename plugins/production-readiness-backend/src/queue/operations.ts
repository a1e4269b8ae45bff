import { Knex } from 'knex';
import { whereAmong } from '../database/dialect';
import { EvaluationRow } from '../database/tables';
import { EvaluationOutcome, priorities, Priority } from './EvaluationQueue';
import { retryDelay } from './retryDelay';

/** Queues services: those that wait move up, those that are being evaluated are noted for another time. */
export async function enqueueServices(
  knex: Knex,
  serviceIds: number[],
  priority: Priority,
  now: Date,
): Promise<void> {
  const at = now.toISOString();
  const rank = priorities[priority];
  await whereAmong(knex('evaluations'), 'service_id', serviceIds).update({
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
    state: knex.raw("case when state = 'running' then state else 'queued' end"),
  });
}

/** Queues every service whose time has come, in one statement. */
export async function enqueueDueServices(
  knex: Knex,
  now: Date,
): Promise<number> {
  const at = now.toISOString();
  return knex('evaluations')
    .where('due_at', '<=', at)
    .whereIn('state', ['idle', 'failed'])
    .update({
      state: 'queued',
      at,
      run_at: at,
      priority: priorities.sweep,
      due_at: null,
    });
}

/** Takes up the next service that waits. Of any number of processes, one gets it. */
export async function claimNext(
  knex: Knex,
  holder: string,
  now: Date,
  lease: number,
): Promise<number | undefined> {
  const next: Pick<EvaluationRow, 'service_id'> | undefined = await knex(
    'evaluations',
  )
    .where('state', 'queued')
    .where('run_at', '<=', now.toISOString())
    .orderBy([
      { column: 'priority', order: 'desc' },
      { column: 'run_at' },
      { column: 'service_id' },
    ])
    .first('service_id');
  if (!next) return undefined;
  const claimed = await knex('evaluations')
    .where({ service_id: next.service_id, state: 'queued' })
    .update({
      state: 'running',
      again: false,
      at: now.toISOString(),
      lease_holder: holder,
      lease_until: new Date(now.getTime() + lease).toISOString(),
    });
  return claimed === 1 ? next.service_id : claimNext(knex, holder, now, lease);
}

/** Notes how an evaluation ended, unless another process has taken the service up since. */
export async function finishEvaluation(
  knex: Knex,
  serviceId: number,
  holder: string,
  outcome: EvaluationOutcome,
  options: { now: Date; every: number },
): Promise<void> {
  const { now, every } = options;
  const at = now.toISOString();
  const row: Pick<EvaluationRow, 'attempts'> | undefined = await knex(
    'evaluations',
  )
    .where({ service_id: serviceId, lease_holder: holder })
    .first('attempts');
  if (!row) return;
  const failed = outcome.state === 'failed';
  const wait = failed
    ? Math.max(outcome.retryAfter ?? 0, retryDelay(row.attempts + 1))
    : every;
  await knex('evaluations')
    .where({ service_id: serviceId, lease_holder: holder })
    .update({
      state: knex.raw('case when again then ? else ? end', [
        'queued',
        failed ? 'failed' : 'idle',
      ]),
      again: false,
      at,
      run_at: at,
      due_at: new Date(now.getTime() + wait).toISOString(),
      error: failed ? outcome.error : null,
      attempts: failed ? row.attempts + 1 : 0,
      lease_holder: null,
      lease_until: null,
      ...(failed ? {} : { evaluated_at: at }),
    });
}

/** Tells the others that `holder` is alive and at work on these services. */
export async function extendLeases(
  knex: Knex,
  holder: string,
  serviceIds: number[],
  until: Date,
): Promise<void> {
  await whereAmong(knex('evaluations'), 'service_id', serviceIds)
    .where({ lease_holder: holder, state: 'running' })
    .update({ lease_until: until.toISOString() });
}

/**
 * Queues again what was being evaluated by a process that is gone.
 * @param where - whose: of everyone whose lease has run out, of one holder, or of all
 */
export async function requeueLost(
  knex: Knex,
  where: { expiredAt: Date } | { holder: string } | 'all',
): Promise<number> {
  const query = knex('evaluations').where('state', 'running');
  if (where !== 'all') {
    if ('holder' in where) query.where('lease_holder', where.holder);
    else query.where('lease_until', '<', where.expiredAt.toISOString());
  }
  return query.update({
    state: 'queued',
    run_at: new Date().toISOString(),
    again: false,
    lease_holder: null,
    lease_until: null,
  });
}
