import { RollupDimension } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { Readable } from '../database/ScorecardStore';
import { whereReadable } from '../database/whereReadable';

/** A row of `rollups`. Level -1: not evaluated yet. */
export interface RollupRow {
  dimension: RollupDimension;
  key: string;
  level: number;
  services: number;
  blocked: number;
  exempted: number;
}

/** Counts the services of one dimension, in one query. */
export async function countServices(
  knex: Knex,
  dimension: RollupDimension,
  readable: Readable,
): Promise<RollupRow[]> {
  const query = knex('services as s').whereNull('s.archived_at');
  whereReadable(query, 's.entity_ref', readable);
  const keys: string[] = [];
  if (dimension === 'tag') {
    query.join('service_tags as t', 't.service_id', 's.id');
    keys.push('t.tag');
  } else if (dimension !== 'all') {
    query.whereNotNull(`s.${dimension}`);
    keys.push(`s.${dimension}`);
  }
  const rows: Array<Record<string, string | number | null>> = await query
    .groupBy(...keys, 's.level')
    .select(...keys.map(column => ({ key: column })), 's.level')
    .count({ services: '*' })
    .select({
      blocked: knex.raw(
        "sum(case when s.open_blockers <> '[]' then 1 else 0 end)",
      ),
      exempted: knex.raw('sum(case when s.exemptions > 0 then 1 else 0 end)'),
    });
  return rows.map(row => ({
    dimension,
    key: String(row.key ?? ''),
    level: row.level === null ? -1 : Number(row.level),
    services: Number(row.services),
    blocked: Number(row.blocked),
    exempted: Number(row.exempted),
  }));
}
