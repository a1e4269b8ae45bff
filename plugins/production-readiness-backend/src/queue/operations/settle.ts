import { Knex } from 'knex';
import { EvaluationRow } from '../../database/tables';
import { EvaluationOutcome } from '../EvaluationQueue';
import { retryDelay } from '../retryDelay';

/**
 * Notes how an evaluation ended, unless another process has taken the service up since. Answers whether it waits
 * again, because it was asked for in the meantime.
 */
export async function settleEvaluation(
  knex: Knex,
  serviceId: number,
  outcome: EvaluationOutcome,
  options: { holder: string; every: number },
): Promise<boolean> {
  const { holder, every } = options;
  const now = new Date();
  const at = now.toISOString();
  const mine = { service_id: serviceId, lease_holder: holder };
  const settled = {
    again: false,
    at,
    run_at: at,
    lease_holder: null,
    lease_until: null,
  };
  if (outcome.state === 'done') {
    const rows: Array<Pick<EvaluationRow, 'state'>> = await knex('evaluations')
      .where(mine)
      .update({
        ...settled,
        state: nextState(knex, 'idle'),
        due_at: new Date(
          Math.min(now.getTime() + every, outcome.dueBy ?? Infinity),
        ).toISOString(),
        error: null,
        attempts: 0,
        evaluated_at: at,
      })
      .returning('state');
    return rows[0]?.state === 'queued';
  }
  const row: Pick<EvaluationRow, 'attempts'> | undefined = await knex(
    'evaluations',
  )
    .where(mine)
    .first('attempts');
  if (!row) return false;
  const attempts = row.attempts + 1;
  const wait = Math.max(outcome.retryAfter ?? 0, retryDelay(attempts));
  const rows: Array<Pick<EvaluationRow, 'state'>> = await knex('evaluations')
    .where(mine)
    .update({
      ...settled,
      state: nextState(knex, 'failed'),
      due_at: later(now, wait),
      error: outcome.error,
      attempts,
    })
    .returning('state');
  if (outcome.pauseHost) await deferHost(knex, serviceId, later(now, wait));
  return rows[0]?.state === 'queued';
}

/** What waits for a host that does not want to be asked waits until it does. */
async function deferHost(
  knex: Knex,
  serviceId: number,
  until: string,
): Promise<void> {
  await knex('evaluations')
    .where('state', 'queued')
    .where('run_at', '<', until)
    .whereIn(
      'service_id',
      knex('services')
        .select('id')
        .where('host', knex('services').select('host').where('id', serviceId)),
    )
    .update({ run_at: until });
}

function nextState(knex: Knex, settled: 'idle' | 'failed') {
  return knex.raw('case when again then ? else ? end', ['queued', settled]);
}

function later(now: Date, milliseconds: number): string {
  return new Date(now.getTime() + milliseconds).toISOString();
}
