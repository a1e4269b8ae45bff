import { isSqlite } from '../database/dialect';
import { DatabaseEvaluationQueue } from './DatabaseEvaluationQueue';
import { EvaluationQueue } from './EvaluationQueue';
import {
  PgBossEvaluationQueue,
  PgBossEvaluationQueueOptions,
} from './PgBossEvaluationQueue';

/** pg-boss where there is a PostgreSQL, the table alone on SQLite. */
export function createEvaluationQueue(
  options: PgBossEvaluationQueueOptions,
): EvaluationQueue {
  return isSqlite(options.knex)
    ? DatabaseEvaluationQueue.create(options)
    : PgBossEvaluationQueue.create(options);
}
