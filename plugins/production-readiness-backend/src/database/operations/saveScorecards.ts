import {
  openBlockers,
  Scorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { inStatements, whereAmong } from '../dialect';
import { EvaluatedService } from '../ScorecardStore';
import { countColumns, rankOf } from '../tables';
import { compareResults } from './compareResults';
import { findDocuments } from './findDocuments';

interface Packed extends EvaluatedService {
  document: string;
  /** The end of the document, which holds the results. */
  results: string;
  hash: string;
}

/** What is known of a service before its scorecard is stored. */
interface StoredService {
  id: number;
  entity_ref: string;
  level: number | null;
  /** Of the document; null before the first one. */
  hash: string | null;
}

/**
 * Stores scorecards: the document, a row per result that changed, and the log. What is stored already is not
 * written again. To be called in a transaction.
 */
export async function saveScorecards(
  knex: Knex,
  evaluated: EvaluatedService[],
  at: string,
): Promise<void> {
  const packed = evaluated.map(pack);
  const stored = await findStored(knex, packed);
  const changed = packed.filter(
    ({ serviceId, hash }) => stored.get(serviceId)?.hash !== hash,
  );
  if (changed.length === 0) return;
  // Read sooner than the forty and more results that were written from each.
  const before = await findDocuments(
    knex,
    changed.flatMap(({ serviceId }) =>
      stored.get(serviceId)?.hash ? [serviceId] : [],
    ),
  );
  await saveDocuments(knex, changed);
  await saveResults(
    knex,
    // Parsing takes longer than reading: only where a result is another one.
    changed.filter(
      ({ serviceId, results }) =>
        before.get(serviceId)?.slice(-results.length) !== results,
    ),
    before,
    at,
  );
  await saveLevels(knex, changed, stored, at);
  await saveSummaries(knex, changed, stored, at);
}

function pack(service: EvaluatedService): Packed {
  const { results: all, ...rest } = service.scorecard;
  const results = `,"results":${JSON.stringify(all)}}`;
  const document = JSON.stringify(rest).slice(0, -1) + results;
  const hash = createHash('sha256').update(document).digest('base64url');
  return { ...service, document, results, hash };
}

async function findStored(
  knex: Knex,
  packed: Packed[],
): Promise<Map<number, StoredService>> {
  const rows: StoredService[] = await whereAmong(
    knex('services as s'),
    's.id',
    packed.map(({ serviceId }) => serviceId),
  )
    .leftJoin('scorecards as c', 'c.service_id', 's.id')
    .select('s.id', 's.entity_ref', 's.level', 'c.hash');
  return new Map(rows.map(row => [row.id, row]));
}

async function saveDocuments(knex: Knex, changed: Packed[]): Promise<void> {
  const rows = changed.map(({ serviceId, hash, document }) => ({
    service_id: serviceId,
    hash,
    document,
  }));
  for (const part of inStatements(rows)) {
    await knex('scorecards').insert(part).onConflict('service_id').merge();
  }
}

async function saveResults(
  knex: Knex,
  changed: Packed[],
  before: ReadonlyMap<number, string>,
  at: string,
): Promise<void> {
  const { written, removed, transitions } = compareResults(changed, before, at);
  for (const part of inStatements(removed)) {
    await knex('results')
      .whereIn(
        ['service_id', 'check_id'],
        part.map(row => [row.service_id, row.check_id]),
      )
      .delete();
  }
  for (const part of inStatements(written)) {
    await knex('results')
      .insert(part)
      .onConflict(['service_id', 'check_id'])
      .merge(replacedColumns(knex));
  }
  for (const part of inStatements(transitions)) {
    await knex('transitions').insert(part);
  }
}

/** Of a result that is there already. One that stays in its state has been in it since before. */
function replacedColumns(knex: Knex): Record<string, Knex.Raw> {
  const replaced = ['level', 'area', 'state', 'inherited', 'reason'];
  return {
    ...Object.fromEntries(
      replaced.map(name => [name, knex.raw('excluded.??', [name])]),
    ),
    since: knex.raw(
      'case when results.state = excluded.state then results.since else excluded.since end',
    ),
  };
}

async function saveLevels(
  knex: Knex,
  changed: Packed[],
  stored: ReadonlyMap<number, StoredService>,
  at: string,
): Promise<void> {
  const changes = changed.flatMap(({ serviceId, scorecard }) => {
    const from = stored.get(serviceId)?.level ?? null;
    const to = rankOf(scorecard.level);
    return from === to
      ? []
      : [
          {
            service_id: serviceId,
            at,
            from_level: from,
            to_level: to,
            commit: scorecard.commit ?? null,
            rubric_hash: scorecard.rubric.hash,
          },
        ];
  });
  for (const part of inStatements(changes)) {
    await knex('level_changes').insert(part);
  }
}

/** An insert that always conflicts: an update of many rows in one statement, on both databases. */
async function saveSummaries(
  knex: Knex,
  changed: Packed[],
  stored: ReadonlyMap<number, StoredService>,
  at: string,
): Promise<void> {
  const rows = changed.flatMap(({ serviceId, scorecard }) => {
    const row = stored.get(serviceId);
    return row
      ? [
          {
            entity_ref: row.entity_ref,
            created_at: at,
            ...summaryColumns(scorecard),
          },
        ]
      : [];
  });
  const columns = Object.keys(summaryColumns(changed[0].scorecard));
  for (const part of inStatements(rows)) {
    await knex('services').insert(part).onConflict('entity_ref').merge(columns);
  }
}

function summaryColumns(scorecard: Scorecard) {
  const { level, results, rubric, commit, exemptions } = scorecard;
  const counts = Object.fromEntries(
    Object.entries(countColumns).map(([state, column]) => [
      column,
      results.filter(result => result.state === state).length,
    ]),
  );
  return {
    ...counts,
    level: rankOf(level),
    exemptions,
    open_blockers: JSON.stringify(openBlockers(results).map(({ id }) => id)),
    commit: commit ?? null,
    rubric_hash: rubric.hash,
  };
}
