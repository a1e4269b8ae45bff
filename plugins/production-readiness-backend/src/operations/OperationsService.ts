import { BackstageCredentials } from '@backstage/backend-plugin-api';
import {
  EvaluationFailure,
  OperationsHealth,
  Page,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { EntityAccess } from '../access/EntityAccess';
import { pageOf, readCursor } from '../database/cursor';
import { maxAttempts } from '../queue/retryDelay';
import { whereReadable } from '../database/whereReadable';

const defaultLimit = 50;

interface HealthRow {
  services: number | string;
  queued: number | string | null;
  running: number | string | null;
  failed: number | string | null;
  given_up: number | string | null;
  oldest: string | null;
  last: string | null;
}

/** How the work stands, for whoever operates the backend. */
export class OperationsService {
  private constructor(
    private readonly access: EntityAccess,
    private readonly knex: Knex,
  ) {}

  static create(options: {
    access: EntityAccess;
    knex: Knex;
  }): OperationsService {
    return new OperationsService(options.access, options.knex);
  }

  async health(): Promise<OperationsHealth> {
    const { knex } = this;
    const countIf = (condition: string) =>
      knex.raw(`sum(case when ${condition} then 1 else 0 end)`);
    const row: HealthRow | undefined = await knex('evaluations as e')
      .join('services as s', 's.id', 'e.service_id')
      .whereNull('s.archived_at')
      .first({
        services: knex.raw('count(*)'),
        queued: countIf("e.state = 'queued'"),
        running: countIf("e.state = 'running'"),
        failed: countIf("e.state = 'failed'"),
        given_up: countIf(
          `e.state = 'failed' and e.attempts >= ${maxAttempts}`,
        ),
        oldest: knex.raw("min(case when e.state = 'queued' then e.at end)"),
        last: knex.raw('max(e.evaluated_at)'),
      });
    return {
      services: Number(row?.services ?? 0),
      queued: Number(row?.queued ?? 0),
      running: Number(row?.running ?? 0),
      failed: Number(row?.failed ?? 0),
      givenUp: Number(row?.given_up ?? 0),
      oldestQueuedAt: row?.oldest ?? undefined,
      lastEvaluatedAt: row?.last ?? undefined,
    };
  }

  /** Services whose evaluation fails, those that fail longest first. */
  async failures(
    { cursor, limit = defaultLimit }: { cursor?: string; limit?: number },
    credentials: BackstageCredentials,
  ): Promise<Page<EvaluationFailure>> {
    const readable = await this.access.readable(credentials);
    const query = this.knex('evaluations as e')
      .join('services as s', 's.id', 'e.service_id')
      .whereNull('s.archived_at')
      .where('e.state', 'failed')
      .orderBy([
        { column: 'e.attempts', order: 'desc' },
        { column: 'e.service_id', order: 'desc' },
      ])
      .limit(limit + 1);
    whereReadable(query, 's.entity_ref', readable);
    if (cursor) {
      query.whereRaw(
        '(e.attempts, e.service_id) < (?, ?)',
        readCursor(cursor, 2),
      );
    }
    const rows: Array<{
      service_id: number;
      entity_ref: string;
      owner: string | null;
      error: string | null;
      attempts: number;
      at: string;
      due_at: string | null;
    }> = await query.select(
      'e.service_id',
      's.entity_ref',
      's.owner',
      'e.error',
      'e.attempts',
      'e.at',
      'e.due_at',
    );
    return pageOf(
      rows,
      limit,
      row => ({
        entityRef: row.entity_ref,
        owner: row.owner ?? undefined,
        error: row.error ?? '',
        attempts: row.attempts,
        at: row.at,
        nextAttemptAt: row.due_at ?? undefined,
      }),
      row => [row.attempts, row.service_id],
    );
  }
}
