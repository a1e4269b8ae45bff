import { Knex } from 'knex';

/**
 * Rows that were ever inserted, updated or deleted in a database, by table, by PostgreSQL's own count. It has those of
 * connections that are closed.
 */
export async function rowsWritten(knex: Knex): Promise<Map<string, number>> {
  await knex.raw('select pg_stat_clear_snapshot()');
  const { rows } = await knex.raw(
    `select relname as name, n_tup_ins + n_tup_upd + n_tup_del as written
     from pg_stat_user_tables where schemaname = 'public'`,
  );
  return new Map(
    (rows as Array<{ name: string; written: string }>).map(
      ({ name, written }) => [name, Number(written)],
    ),
  );
}

/** How many rows of these tables, or of all, were written in between. */
export function writtenBetween(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
  tables: ReadonlyArray<string> = [...after.keys()],
): number {
  return tables
    .map(name => (after.get(name) ?? 0) - (before.get(name) ?? 0))
    .reduce((sum, written) => sum + written, 0);
}

/** Marks a moment for `rowsSince`. */
export async function nextTransaction(knex: Knex): Promise<string> {
  const { rows } = await knex.raw('select pg_current_xact_id()::text as id');
  return rows[0].id;
}

/** Rows of these tables that were written since a moment, also by connections that are open. */
export async function rowsSince(
  knex: Knex,
  transaction: string,
  tables: ReadonlyArray<string>,
): Promise<number> {
  let count = 0;
  for (const table of tables) {
    const { rows } = await knex.raw(
      'select count(*) as rows from ?? where xmin::text::bigint >= ?',
      [table, transaction],
    );
    count += Number(rows[0].rows);
  }
  return count;
}
