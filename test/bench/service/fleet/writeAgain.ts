import { Knex } from 'knex';
import { unpackFacts } from '../../../../plugins/production-readiness-backend/src/database/SnapshotStore';

/** Rows that an evaluation has written: all columns, by table. */
export type Written = Record<string, Array<Record<string, unknown>>>;

/** Tables that an evaluation writes to, with what tells their rows apart; without, rows are only added. */
const tables: Record<string, string[] | undefined> = {
  scorecards: ['service_id'],
  results: ['service_id', 'check_id'],
  services: ['id'],
  transitions: undefined,
  level_changes: undefined,
};
const page = 500;

/** The rows of `after` that `before` does not have. */
export async function rowsThatDiffer(
  before: Knex,
  after: Knex,
): Promise<Written> {
  const written: Written = {};
  for (const name of Object.keys(tables)) {
    const old = new Set(
      (await before(name).select()).map(row => JSON.stringify(row)),
    );
    written[name] = (await after(name).select()).filter(
      row => !old.has(JSON.stringify(row)),
    );
  }
  return written;
}

/** Loads all entities and facts, and writes rows that somebody else has worked out: the least that can be done. */
export async function writeAgain(
  knex: Knex,
  written: Written,
): Promise<number> {
  let loaded = 0;
  for (let last = 0; ; ) {
    const rows: Array<{ id: number; entity: string; facts: Buffer }> =
      await knex('services as s')
        .join('snapshots as x', 'x.service_id', 's.id')
        .where('s.id', '>', last)
        .orderBy('s.id')
        .limit(page)
        .select('s.id', 's.entity', 'x.facts');
    if (rows.length === 0) break;
    for (const { id, entity, facts } of rows) {
      const known = [JSON.parse(entity), await unpackFacts(facts)];
      loaded += known.length;
      last = id;
    }
  }
  for (const [name, rows] of Object.entries(written)) {
    for (let start = 0; start < rows.length; start += page) {
      const insert = knex(name).insert(rows.slice(start, start + page));
      const keys = tables[name];
      await (keys ? insert.onConflict(keys).merge() : insert);
    }
  }
  return loaded;
}
