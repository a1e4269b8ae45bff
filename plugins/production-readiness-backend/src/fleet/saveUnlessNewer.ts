import { Knex } from 'knex';
import { isSqlite, whereAmong } from '../database/dialect';
import { saveScorecards } from '../database/operations/saveScorecards';
import { EvaluationRow } from '../database/tables';
import { Reevaluated } from './Reevaluated';

/**
 * Stores scorecards of services that nobody has evaluated since their facts were loaded, and that nobody is
 * evaluating: what those find is newer. Holds off evaluations of the others until it is done.
 */
export async function saveUnlessNewer(
  knex: Knex,
  services: Array<Pick<Reevaluated, 'id' | 'evaluatedAt' | 'scorecard'>>,
): Promise<void> {
  if (services.length === 0) return;
  await knex.transaction(async transaction => {
    const query = whereAmong(
      transaction('evaluations'),
      'service_id',
      services.map(({ id }) => id),
    ).select('service_id', 'state', 'evaluated_at');
    if (!isSqlite(knex)) query.forUpdate();
    const rows: Array<
      Pick<EvaluationRow, 'service_id' | 'state' | 'evaluated_at'>
    > = await query;
    const now = new Map(rows.map(row => [row.service_id, row]));
    const untouched = services.filter(({ id, evaluatedAt }) => {
      const row = now.get(id);
      return row && row.state !== 'running' && row.evaluated_at === evaluatedAt;
    });
    await saveScorecards(
      transaction,
      untouched.map(({ id, scorecard }) => ({ serviceId: id, scorecard })),
      new Date().toISOString(),
    );
  });
}
