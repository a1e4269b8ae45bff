import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { isSqlite } from '../database/dialect';
import {
  EvaluationHandler,
  EvaluationQueue,
  Priority,
} from './EvaluationQueue';
import { claimNext } from './operations/claim';
import { enqueueDueServices, enqueueServices } from './operations/enqueue';
import { extendLeases, requeueLost } from './operations/leases';
import { settleEvaluation } from './operations/settle';
import { leaseTime, QueueOptions } from './QueueOptions';
import { Claim, WorkLoop } from './WorkLoop';

/** A queue that lives in the `evaluations` table: the one for SQLite, and for PostgreSQL without pg-boss. */
export class DatabaseEvaluationQueue implements EvaluationQueue {
  private readonly knex: Knex;
  private readonly holder = randomUUID();
  private loop?: WorkLoop<Claim>;

  private constructor(private readonly options: QueueOptions) {
    this.knex = options.knex;
  }

  static create(options: QueueOptions): DatabaseEvaluationQueue {
    return new DatabaseEvaluationQueue(options);
  }

  async enqueue(serviceIds: number[], priority: Priority): Promise<void> {
    if (serviceIds.length === 0) return;
    await enqueueServices(this.knex, serviceIds, priority, new Date());
    this.loop?.wake();
  }

  async enqueueDue(now: Date): Promise<number> {
    const due = await enqueueDueServices(this.knex, now);
    if (due.length > 0) this.loop?.wake();
    return due.length;
  }

  async start(handler: EvaluationHandler): Promise<void> {
    const { logger, concurrency, timeout, every, poll = 2_000 } = this.options;
    const { knex, holder } = this;
    // SQLite belongs to one process, so whatever was running there died with the last one.
    const lost = await requeueLost(
      knex,
      isSqlite(knex) ? 'all' : { expiredAt: new Date() },
    );
    if (lost.length > 0) {
      logger.info('Evaluations that were interrupted are queued again', {
        count: String(lost.length),
      });
    }
    this.loop = WorkLoop.start<Claim>({
      handler,
      logger,
      concurrency,
      timeout,
      poll,
      heartbeat: leaseTime / 3,
      source: {
        async claim(limit) {
          const ids = await claimNext(knex, { holder, limit });
          return ids.map(serviceId => ({ serviceId }));
        },
        async settle({ serviceId }, outcome) {
          await settleEvaluation(knex, serviceId, outcome, { holder, every });
        },
        async beat(claims) {
          const ids = claims.map(({ serviceId }) => serviceId);
          await extendLeases(knex, holder, ids);
          await requeueLost(knex, { expiredAt: new Date() });
        },
      },
    });
  }

  async stop(): Promise<void> {
    await this.loop?.stop();
    this.loop = undefined;
    await requeueLost(this.knex, { holder: this.holder });
  }
}
