import { Knex } from 'knex';
import { isSqlite, whereAmong } from './dialect';
import { Readable } from './ScorecardStore';

/** Between references in one parameter. The catalog knows no reference that contains it. */
const separator = '\n';

/** A list serves many requests, and to write a long one down takes longer than most queries. */
const written = new WeakMap<ReadonlySet<string>, string>();

/** Narrows to entities that a reader may see: one parameter however many there are. */
export function whereReadable<T extends Knex.QueryBuilder>(
  query: T,
  column: string,
  readable: Readable,
): T {
  if (readable === 'all') return query;
  if (isSqlite(query)) return whereAmong(query, column, [...readable]);
  const list = written.get(readable) ?? write(readable);
  // `any` is hashed once; a join with the unnested list would be planned for two hundred references.
  query.whereRaw('?? = any(string_to_array(?, ?))', [column, list, separator]);
  return query;
}

function write(readable: ReadonlySet<string>): string {
  const list = [...readable]
    .filter(ref => !ref.includes(separator))
    .join(separator);
  written.set(readable, list);
  return list;
}
