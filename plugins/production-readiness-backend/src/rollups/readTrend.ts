import {
  LevelCounts,
  RollupDimension,
  TrendPoint,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { Readable } from '../database/ScorecardStore';
import { countServices } from './countServices';
import { levelName, noServices } from './levelCounts';
import { whereReadable } from '../database/whereReadable';

interface TrendOptions {
  by: RollupDimension;
  key: string;
  days: number;
  readable: Readable;
  now: Date;
}

/** The levels day by day: from the daily roll-up for whoever may read everything, else from the log of changes. */
export async function readTrend(
  knex: Knex,
  options: TrendOptions,
): Promise<TrendPoint[]> {
  return options.readable === 'all'
    ? fromDailyRollups(knex, options)
    : fromChanges(knex, options);
}

async function fromDailyRollups(
  knex: Knex,
  { by, key, days, now }: TrendOptions,
): Promise<TrendPoint[]> {
  const rows: Array<{ level: number; day: string; services: number }> =
    await knex('daily_rollups')
      .where({ dimension: by, key })
      .orderBy('day')
      .select('level', 'day', 'services');
  const levels = noServices();
  let next = 0;
  return lastDays(days, now).map(day => {
    for (; next < rows.length && rows[next].day <= day; next++) {
      levels[levelName(rows[next].level)] = rows[next].services;
    }
    return { day, levels: { ...levels } };
  });
}

/** Today's counts, walked back through what changed. */
async function fromChanges(
  knex: Knex,
  { by, key, days, readable, now }: TrendOptions,
): Promise<TrendPoint[]> {
  const list = lastDays(days, now);
  const levels = noServices();
  const current = await countServices(knex, by, readable);
  for (const row of current) {
    if (row.key === key) levels[levelName(row.level)] += row.services;
  }
  const query = knex('level_changes as c')
    .join('services as s', 's.id', 'c.service_id')
    .whereNull('s.archived_at')
    .where('c.at', '>=', list[0])
    .groupByRaw('1, 2, 3')
    .select(
      knex.raw('substr(c.at, 1, 10) as day'),
      'c.from_level',
      'c.to_level',
    )
    .count({ services: '*' });
  whereReadable(query, 's.entity_ref', readable);
  if (by === 'tag') {
    query.join('service_tags as t', 't.service_id', 's.id').where('t.tag', key);
  } else if (by !== 'all') query.where(`s.${by}`, key);
  const changes = (await query) as Array<{
    day: string;
    from_level: number | null;
    to_level: number;
    services: number | string;
  }>;
  const points: TrendPoint[] = [];
  for (const day of [...list].reverse()) {
    points.unshift({ day, levels: { ...levels } });
    for (const change of changes.filter(other => other.day === day)) {
      move(levels, levelName(change.to_level), -Number(change.services));
      move(levels, levelName(change.from_level), Number(change.services));
    }
  }
  return points;
}

function move(levels: LevelCounts, name: keyof LevelCounts, by: number): void {
  levels[name] += by;
}

function lastDays(days: number, now: Date): string[] {
  return Array.from({ length: days }, (_, index) =>
    new Date(now.getTime() - (days - 1 - index) * 86_400_000)
      .toISOString()
      .slice(0, 10),
  );
}
