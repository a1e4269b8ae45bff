import {
  Page,
  ServiceSummary,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { pageOf, readCursor } from '../cursor';
import { whereAmong } from '../dialect';
import { PageRequest, ServiceFilter } from '../ScorecardStore';
import {
  countColumns,
  EvaluationRow,
  levelOfRank,
  rankOf,
  ServiceRow,
} from '../tables';
import { evaluationStatusOf } from './evaluationStatusOf';
import { whereReadable } from '../whereReadable';

type Row = ServiceRow & EvaluationRow;

const equalities = ['owner', 'system', 'domain', 'type', 'lifecycle'] as const;

/** One page of services, in one query. */
export async function listServices(
  knex: Knex,
  filter: ServiceFilter,
  { limit, cursor }: PageRequest,
): Promise<Page<ServiceSummary>> {
  const query = knex('services as s')
    .join('evaluations as e', 'e.service_id', 's.id')
    .whereNull('s.archived_at')
    .limit(limit + 1);
  narrow(knex, query, filter);
  const keyOf = arrange(query, filter, cursor);
  const rows: Row[] = await query.select(
    's.entity_ref',
    's.owner',
    's.level',
    's.exemptions',
    's.open_blockers',
    ...Object.values(countColumns).map(column => `s.${column}`),
    'e.state',
    'e.error',
    'e.at',
    'e.evaluated_at',
  );
  return pageOf(rows, limit, summaryOf, keyOf);
}

function narrow(
  knex: Knex,
  query: Knex.QueryBuilder,
  filter: ServiceFilter,
): void {
  const { level, below, tag, owners, readable } = filter;
  if (level) query.where('s.level', level === 'none' ? 0 : rankOf(level));
  if (below) query.where('s.level', '<', rankOf(below));
  for (const column of equalities) {
    if (filter[column]) query.where(`s.${column}`, filter[column]);
  }
  if (filter.blocked) query.whereNot('s.open_blockers', '[]');
  if (owners) whereAmong(query, 's.owner', owners);
  if (tag) {
    query.whereIn(
      's.id',
      knex('service_tags').where({ tag }).select('service_id'),
    );
  }
  whereReadable(query, 's.entity_ref', readable);
}

/** Orders the list, and starts it after the cursor. A service without a level has not been evaluated: not listed by it. */
function arrange(
  query: Knex.QueryBuilder,
  { sort = 'name' }: ServiceFilter,
  cursor: string | undefined,
): (row: Row) => Array<string | number | null> {
  if (sort === 'name') {
    query.orderBy('s.entity_ref');
    if (cursor) query.where('s.entity_ref', '>', readCursor(cursor, 1)[0]);
    return row => [row.entity_ref];
  }
  const [direction, after] = sort === 'level' ? ['asc', '>'] : ['desc', '<'];
  query.whereNotNull('s.level').orderBy([
    { column: 's.level', order: direction },
    { column: 's.entity_ref', order: direction },
  ]);
  if (cursor) {
    query.whereRaw(
      `(s.level, s.entity_ref) ${after} (?, ?)`,
      readCursor(cursor, 2),
    );
  }
  return row => [row.level, row.entity_ref];
}

function summaryOf(row: Row): ServiceSummary {
  return {
    entityRef: row.entity_ref,
    owner: row.owner ?? undefined,
    level: levelOfRank(row.level),
    exemptions: row.exemptions,
    openBlockers: JSON.parse(row.open_blockers),
    counts: {
      pass: row.passed,
      fail: row.failed,
      unknown: row.unknown,
      stale: row.stale,
      'not-applicable': row.not_applicable,
      exempt: row.exempt,
    },
    evaluation: evaluationStatusOf(row),
    evaluatedAt: row.evaluated_at ?? undefined,
  };
}
