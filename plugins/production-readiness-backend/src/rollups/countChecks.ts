import { ResultState } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { Readable } from '../database/ScorecardStore';
import { whereReadable } from '../database/whereReadable';

/** A row of `check_rollups`. */
export interface CheckRollupRow {
  check_id: string;
  state: ResultState;
  area: string;
  level: number;
  services: number;
}

/** Counts the results of each check by state, in one query. */
export async function countChecks(
  knex: Knex,
  readable: Readable,
): Promise<CheckRollupRow[]> {
  const query = knex('results as r')
    .join('services as s', 's.id', 'r.service_id')
    .whereNull('s.archived_at')
    .groupBy('r.check_id', 'r.state')
    .select('r.check_id', 'r.state')
    // One check has one area and level at a time; while a rubric changes, either may be shown.
    .min({ area: 'r.area', level: 'r.level' })
    .count({ services: '*' });
  whereReadable(query, 's.entity_ref', readable);
  const rows = (await query) as Array<Record<keyof CheckRollupRow, string>>;
  return rows.map(row => ({
    check_id: row.check_id,
    state: row.state as ResultState,
    area: row.area,
    level: Number(row.level),
    services: Number(row.services),
  }));
}
