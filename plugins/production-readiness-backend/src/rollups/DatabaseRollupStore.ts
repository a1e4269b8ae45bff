import {
  CheckRollup,
  LevelRollup,
  Page,
  ResultState,
  RollupDimension,
  TrendPoint,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { pageOf, readCursor } from '../database/cursor';
import { whereAmong } from '../database/dialect';
import { PageRequest, Readable } from '../database/ScorecardStore';
import { levelOfRank } from '../database/tables';
import { CheckRollupRow, countChecks } from './countChecks';
import { countServices, RollupRow } from './countServices';
import { levelName, noServices } from './levelCounts';
import { readTrend } from './readTrend';
import { refreshChecks, refreshLevels } from './refreshRollups';
import { RollupStore } from './RollupStore';
import { whereReadable } from '../database/whereReadable';

/** Counts in SQLite or PostgreSQL. */
export class DatabaseRollupStore implements RollupStore {
  private lastChecks = { at: 0, took: 0 };

  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): DatabaseRollupStore {
    return new DatabaseRollupStore(options.knex);
  }

  /** Checks are counted over all results, which takes longer: often enough to cost a fiftieth of the time. */
  async refresh(now: Date, signal?: AbortSignal): Promise<number> {
    const written = await refreshLevels(this.knex, now, signal);
    const { at, took } = this.lastChecks;
    if (now.getTime() - at < 50 * took) return written;
    const start = performance.now();
    const checks = await refreshChecks(this.knex);
    this.lastChecks = { at: now.getTime(), took: performance.now() - start };
    return written + checks;
  }

  async levels(
    by: RollupDimension,
    keys: string[] | undefined,
    readable: Readable,
    { limit, cursor }: PageRequest,
  ): Promise<Page<LevelRollup>> {
    const after = cursor ? String(readCursor(cursor, 1)[0]) : undefined;
    const rollups = rollupsOf(
      readable === 'all'
        ? await this.storedLevels(by, keys, after, limit + 1)
        : await this.countedLevels(by, keys, after, readable),
    );
    return pageOf(
      rollups.slice(0, limit + 1),
      limit,
      rollup => rollup,
      ({ key }) => [key],
    );
  }

  async checks(readable: Readable): Promise<CheckRollup[]> {
    const rows: CheckRollupRow[] =
      readable === 'all'
        ? await this.knex('check_rollups').select()
        : await countChecks(this.knex, readable);
    const rollups = new Map<string, CheckRollup>();
    for (const { check_id, area, level, state, services } of rows) {
      const rollup = rollups.get(check_id) ?? {
        check: check_id,
        area,
        level: levelOfRank(level) ?? 'L1',
        counts: {
          pass: 0,
          fail: 0,
          unknown: 0,
          stale: 0,
          'not-applicable': 0,
          exempt: 0,
        },
      };
      rollup.counts[state] += services;
      rollups.set(check_id, rollup);
    }
    return [...rollups.values()].sort((a, b) => (a.check < b.check ? -1 : 1));
  }

  trend(
    by: RollupDimension,
    key: string,
    days: number,
    readable: Readable,
    now: Date,
  ): Promise<TrendPoint[]> {
    return readTrend(this.knex, { by, key, days, readable, now });
  }

  async movers(
    since: Date,
    readable: Readable,
    { limit, cursor }: PageRequest,
  ) {
    const query = this.knex('level_changes as c')
      .join('services as s', 's.id', 'c.service_id')
      .whereNull('s.archived_at')
      .whereNotNull('c.from_level')
      .where('c.at', '>=', since.toISOString())
      .orderBy('c.id', 'desc')
      .limit(limit + 1);
    whereReadable(query, 's.entity_ref', readable);
    if (cursor) query.where('c.id', '<', readCursor(cursor, 1)[0]);
    const rows: Array<{
      id: number;
      entity_ref: string;
      owner: string | null;
      at: string;
      from_level: number;
      to_level: number;
    }> = await query.select(
      'c.id',
      's.entity_ref',
      's.owner',
      'c.at',
      'c.from_level',
      'c.to_level',
    );
    return pageOf(
      rows,
      limit,
      row => ({
        entityRef: row.entity_ref,
        owner: row.owner ?? undefined,
        at: row.at,
        from: levelOfRank(row.from_level),
        to: levelOfRank(row.to_level),
      }),
      row => [row.id],
    );
  }

  async checkResults(
    check: string,
    filter: { state?: ResultState; owner?: string; readable: Readable },
    { limit, cursor }: PageRequest,
  ) {
    const { state, owner, readable } = filter;
    const query = this.knex('results as r')
      .join('services as s', 's.id', 'r.service_id')
      .whereNull('s.archived_at')
      .where('r.check_id', check)
      .orderBy('r.service_id')
      .limit(limit + 1);
    if (state) query.where('r.state', state);
    if (owner) query.where('s.owner', owner);
    whereReadable(query, 's.entity_ref', readable);
    if (cursor) query.where('r.service_id', '>', readCursor(cursor, 1)[0]);
    const rows: Array<{
      service_id: number;
      entity_ref: string;
      owner: string | null;
      state: ResultState;
      reason: string;
      since: string;
    }> = await query.select(
      'r.service_id',
      's.entity_ref',
      's.owner',
      'r.state',
      'r.reason',
      'r.since',
    );
    return pageOf(
      rows,
      limit,
      row => ({
        entityRef: row.entity_ref,
        owner: row.owner ?? undefined,
        state: row.state,
        reason: row.reason,
        since: row.since,
      }),
      row => [row.service_id],
    );
  }

  /** Keys of one page, with their rows, in one query. */
  private async storedLevels(
    dimension: RollupDimension,
    keys: string[] | undefined,
    after: string | undefined,
    limit: number,
  ): Promise<RollupRow[]> {
    const page = this.knex('rollups')
      .where({ dimension })
      .distinct('key')
      .orderBy('key')
      .limit(limit);
    if (keys) whereAmong(page, 'key', keys);
    if (after !== undefined) page.where('key', '>', after);
    return this.knex('rollups')
      .where({ dimension })
      .whereIn('key', this.knex.from(page.as('page')).select('key'))
      .orderBy('key')
      .select();
  }

  /** The same, counted over the services of somebody who may not read them all. */
  private async countedLevels(
    dimension: RollupDimension,
    keys: string[] | undefined,
    after: string | undefined,
    readable: Readable,
  ): Promise<RollupRow[]> {
    const rows = await countServices(this.knex, dimension, readable);
    const wanted = keys && new Set(keys);
    return rows
      .filter(
        ({ key }) =>
          (!wanted || wanted.has(key)) && (after === undefined || key > after),
      )
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }
}

/** Rows of one key make one roll-up, in the order of the rows. */
function rollupsOf(rows: RollupRow[]): LevelRollup[] {
  const rollups = new Map<string, LevelRollup>();
  for (const row of rows) {
    const rollup = rollups.get(row.key) ?? {
      key: row.key,
      services: 0,
      blocked: 0,
      exempted: 0,
      levels: noServices(),
    };
    rollup.services += row.services;
    rollup.blocked += row.blocked;
    rollup.exempted += row.exempted;
    rollup.levels[levelName(row.level)] += row.services;
    rollups.set(row.key, rollup);
  }
  return [...rollups.values()];
}
