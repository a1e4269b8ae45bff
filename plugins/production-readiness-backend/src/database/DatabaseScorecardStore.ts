import {
  Page,
  Scorecard,
  ServiceScorecard,
  ServiceSummary,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { whereAmong } from './dialect';
import { evaluationStatusOf } from './operations/evaluationStatusOf';
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
    const row: (EvaluationRow & { document: string | null }) | undefined =
      await this.knex('services as s')
        .join('evaluations as e', 'e.service_id', 's.id')
        .leftJoin('scorecards as c', 'c.service_id', 's.id')
        .where('s.entity_ref', entityRef)
        .whereNull('s.archived_at')
        .first('e.state', 'e.error', 'e.at', 'e.evaluated_at', 'c.document');
    return (
      row && {
        entityRef,
        evaluation: evaluationStatusOf(row),
        evaluatedAt: row.evaluated_at ?? undefined,
        scorecard: row.document === null ? undefined : JSON.parse(row.document),
      }
    );
  }

  async findDocuments(ids: number[]): Promise<Map<number, Scorecard>> {
    const rows: Array<{ service_id: number; document: string }> =
      await whereAmong(this.knex('scorecards'), 'service_id', ids).select(
        'service_id',
        'document',
      );
    return new Map(rows.map(row => [row.service_id, JSON.parse(row.document)]));
  }

  list(
    filter: ServiceFilter,
    page: PageRequest,
  ): Promise<Page<ServiceSummary>> {
    return listServices(this.knex, filter, page);
  }
}
