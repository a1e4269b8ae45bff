import { Knex } from 'knex';
import { whereAmong } from '../dialect';

/** The stored scorecards of services as JSON, by their ids. */
export async function findDocuments(
  knex: Knex,
  ids: number[],
): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows: Array<{ service_id: number; document: string }> =
    await whereAmong(knex('scorecards'), 'service_id', ids).select(
      'service_id',
      'document',
    );
  return new Map(rows.map(row => [row.service_id, row.document]));
}
