import { Knex } from 'knex';

/** Rows per statement: SQLite takes at most 500 in one insert. */
export const rowsPerStatement = 200;

export function isSqlite(of: { client: Knex.Client }): boolean {
  return String(of.client.config.client).includes('sqlite');
}

/** Narrows to rows whose `column` is one of `values`: one parameter however many there are. */
export function whereAmong<T extends Knex.QueryBuilder>(
  query: T,
  column: string,
  values: ReadonlyArray<string | number>,
): T {
  if (isSqlite(query)) {
    query.whereRaw('?? in (select value from json_each(?))', [
      column,
      JSON.stringify(values),
    ]);
  } else {
    // An array binding is one parameter here; the type of `whereRaw` knows only of scalars.
    const list = [...values] as unknown as Knex.Value;
    query.whereRaw('?? = any(?)', [column, list]);
  }
  return query;
}

/** Splits rows into parts that fit into one statement. */
export function* inStatements<T>(rows: ReadonlyArray<T>): Generator<T[]> {
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    yield rows.slice(start, start + rowsPerStatement);
  }
}
