import { rollupDimensions } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { inStatements } from '../database/dialect';
import { countServices, RollupRow } from './countServices';
import { CheckRollupRow, countChecks } from './countChecks';

/**
 * Brings the stored counts in step with the services. They are counted anew, so that they cannot drift, and only what
 * differs is written. Answers with the number of rows written.
 */
export async function refreshLevels(
  knex: Knex,
  now: Date,
  signal?: AbortSignal,
): Promise<number> {
  let written = 0;
  for (const dimension of rollupDimensions) {
    signal?.throwIfAborted();
    const counted = await countServices(knex, dimension, 'all');
    const stored: RollupRow[] = await knex('rollups')
      .where({ dimension })
      .select();
    const { changed, gone } = differences(counted, stored, row =>
      [row.key, row.level].join('\n'),
    );
    written += await knex.transaction(transaction =>
      saveLevels(transaction, changed, gone, now),
    );
  }
  return written;
}

/** The same for the results of each check. */
export async function refreshChecks(knex: Knex): Promise<number> {
  const counted = await countChecks(knex, 'all');
  const stored: CheckRollupRow[] = await knex('check_rollups').select();
  const { changed, gone } = differences(counted, stored, row =>
    [row.check_id, row.state].join('\n'),
  );
  return knex.transaction(transaction =>
    saveChecks(transaction, changed, gone),
  );
}

async function saveLevels(
  knex: Knex,
  changed: RollupRow[],
  gone: RollupRow[],
  now: Date,
): Promise<number> {
  const day = now.toISOString().slice(0, 10);
  for (const part of inStatements(changed)) {
    await knex('rollups')
      .insert(part)
      .onConflict(['dimension', 'key', 'level'])
      .merge();
  }
  for (const part of inStatements(gone)) {
    await knex('rollups')
      .whereIn(
        ['dimension', 'key', 'level'],
        part.map(row => [row.dimension, row.key, row.level]),
      )
      .delete();
  }
  const days = [...changed, ...gone.map(row => ({ ...row, services: 0 }))].map(
    ({ dimension, key, level, services }) => ({
      dimension,
      key,
      level,
      services,
      day,
    }),
  );
  for (const part of inStatements(days)) {
    await knex('daily_rollups')
      .insert(part)
      .onConflict(['dimension', 'key', 'level', 'day'])
      .merge();
  }
  return changed.length + gone.length;
}

async function saveChecks(
  knex: Knex,
  changed: CheckRollupRow[],
  gone: CheckRollupRow[],
): Promise<number> {
  for (const part of inStatements(changed)) {
    await knex('check_rollups')
      .insert(part)
      .onConflict(['check_id', 'state'])
      .merge();
  }
  for (const part of inStatements(gone)) {
    await knex('check_rollups')
      .whereIn(
        ['check_id', 'state'],
        part.map(row => [row.check_id, row.state]),
      )
      .delete();
  }
  return changed.length + gone.length;
}

function differences<Row extends object>(
  counted: Row[],
  stored: Row[],
  keyOf: (row: Row) => string,
): { changed: Row[]; gone: Row[] } {
  const before = new Map(stored.map(row => [keyOf(row), row]));
  const changed = counted.filter(row => {
    const old = before.get(keyOf(row));
    before.delete(keyOf(row));
    return (
      !old ||
      Object.entries(row).some(
        ([column, value]) => String(Reflect.get(old, column)) !== String(value),
      )
    );
  });
  return { changed, gone: [...before.values()] };
}
