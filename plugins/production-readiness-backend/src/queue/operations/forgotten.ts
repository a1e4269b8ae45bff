import { Knex } from 'knex';

const grace = 60_000;

/** Services that have waited for a while: their job was lost between two statements, or put off with its host. */
export async function findForgotten(knex: Knex, now: Date): Promise<number[]> {
  return knex('evaluations')
    .where('state', 'queued')
    .where('run_at', '<', new Date(now.getTime() - grace).toISOString())
    .limit(10_000)
    .pluck('service_id');
}
