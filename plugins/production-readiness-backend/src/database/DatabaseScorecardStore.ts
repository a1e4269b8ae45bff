import {
  Page,
  Scorecard,
  ServiceScorecard,
  ServiceSummary,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { evaluationStatusOf } from './operations/evaluationStatusOf';
import { findDocuments } from './operations/findDocuments';
import { listServices } from './operations/listServices';
import { saveScorecards } from './operations/saveScorecards';
import {
  EvaluatedService,
  PageRequest,
  ScorecardStore,
  ServiceFilter,
} from './ScorecardStore';
import { EvaluationRow } from './tables';

/** Scorecards in SQLite or PostgreSQL. */
export class DatabaseScorecardStore implements ScorecardStore {
  private constructor(private readonly knex: Knex) {}

  static create(options: { knex: Knex }): DatabaseScorecardStore {
    return new DatabaseScorecardStore(options.knex);
  }

  async save(evaluated: EvaluatedService[], at: Date): Promise<void> {
    await this.knex.transaction(transaction =>
      saveScorecards(transaction, evaluated, at.toISOString()),
    );
  }

  async find(entityRef: string): Promise<ServiceScorecard | undefined> {
    const text = await this.findText(entityRef);
    return text === undefined ? undefined : JSON.parse(text);
  }

  async findText(entityRef: string): Promise<string | undefined> {
    const row: (EvaluationRow & { document: string | null }) | undefined =
      await this.knex('services as s')
        .join('evaluations as e', 'e.service_id', 's.id')
        .leftJoin('scorecards as c', 'c.service_id', 's.id')
        .where('s.entity_ref', entityRef)
        .whereNull('s.archived_at')
        // The most frequent read: PostgreSQL takes four times as long to plan it as to answer it.
        .options({ name: 'production-readiness-scorecard' })
        .first('e.state', 'e.error', 'e.at', 'e.evaluated_at', 'c.document');
    if (!row) return undefined;
    const text = JSON.stringify({
      entityRef,
      evaluation: evaluationStatusOf(row),
      evaluatedAt: row.evaluated_at ?? undefined,
    } satisfies ServiceScorecard);
    return row.document === null
      ? text
      : `${text.slice(0, -1)},"scorecard":${row.document}}`;
  }

  async findDocuments(ids: number[]): Promise<Map<number, Scorecard>> {
    const documents = await findDocuments(this.knex, ids);
    return new Map(
      [...documents].map(([id, document]) => [id, JSON.parse(document)]),
    );
  }

  list(
    filter: ServiceFilter,
    page: PageRequest,
  ): Promise<Page<ServiceSummary>> {
    return listServices(this.knex, filter, page);
  }
}
