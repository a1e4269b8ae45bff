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

type Row = ServiceRow & EvaluationRow;

/** One page of services in the order of their references, in one query. */
export async function listServices(
  knex: Knex,
  { level, owner, readable }: ServiceFilter,
  { limit, cursor }: PageRequest,
): Promise<Page<ServiceSummary>> {
  const query = knex('services as s')
    .join('evaluations as e', 'e.service_id', 's.id')
    .whereNull('s.archived_at')
    .orderBy('s.entity_ref')
    .limit(limit + 1);
  if (level === 'none') query.where('s.level', 0);
  else if (level) query.where('s.level', rankOf(level));
  if (owner) query.where('s.owner', owner);
  if (readable !== 'all') whereAmong(query, 's.entity_ref', [...readable]);
  if (cursor) {
    const [entityRef] = readCursor(cursor, 1);
    query.where('s.entity_ref', '>', entityRef);
  }
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
  return pageOf(rows, limit, summaryOf, row => [row.entity_ref]);
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
