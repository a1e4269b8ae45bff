import { toError } from '@backstage/errors';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { PgBoss } from 'pg-boss';
import {
  EvaluationHandler,
  EvaluationQueue,
  priorities,
  Priority,
} from './EvaluationQueue';
import { knexDatabase } from './knexDatabase';
import { claimAmong } from './operations/claim';
import {
  enqueueDueServices,
  enqueueServices,
  QueuedService,
  withHosts,
} from './operations/enqueue';
import { findForgotten } from './operations/forgotten';
import { extendLeases, requeueLost } from './operations/leases';
import { settleEvaluation } from './operations/settle';
import { leaseTime, QueueOptions } from './QueueOptions';
import { Claim, WorkLoop } from './WorkLoop';

const name = 'evaluate';

interface JobClaim extends Claim {
  jobId: string;
}

/** @see PgBossEvaluationQueue */
export interface PgBossEvaluationQueueOptions extends QueueOptions {
  /** Schema of pg-boss's tables in the plugin's database. */
  schema?: string;
  /** Services of one Git host evaluated at once, by all processes together. */
  hostConcurrency: number;
}

/**
 * Work shared by any number of processes through pg-boss. What a job asks for stands in `evaluations`, as with the
 * other queue: a job is only a call to look there, so a job too many does nothing and one service is never evaluated
 * twice at once.
 */
export class PgBossEvaluationQueue implements EvaluationQueue {
  private readonly knex: Knex;
  private readonly boss: PgBoss;
  private readonly holder = randomUUID();
  private started?: Promise<void>;
  private loop?: WorkLoop<JobClaim>;

  private constructor(private readonly options: PgBossEvaluationQueueOptions) {
    this.knex = options.knex;
    this.boss = new PgBoss({
      db: knexDatabase(options.knex),
      schema: options.schema ?? 'production_readiness_jobs',
      schedule: false,
      superviseIntervalSeconds: 10,
      monitorIntervalSeconds: 10,
    });
    this.boss.on('error', error =>
      options.logger.warn('pg-boss had a problem', toError(error)),
    );
  }

  static create(options: PgBossEvaluationQueueOptions): PgBossEvaluationQueue {
    return new PgBossEvaluationQueue(options);
  }

  async enqueue(serviceIds: number[], priority: Priority): Promise<void> {
    if (serviceIds.length === 0) return;
    const now = new Date();
    await this.send(
      await enqueueServices(this.knex, serviceIds, priority, now),
      priority,
    );
  }

  async enqueueDue(now: Date): Promise<number> {
    const due = await enqueueDueServices(this.knex, now);
    const forgotten = await findForgotten(this.knex, now);
    await this.send(
      await withHosts(this.knex, [...due, ...forgotten]),
      'sweep',
    );
    return due.length;
  }

  async start(handler: EvaluationHandler): Promise<void> {
    await this.open();
    await this.sendIds(
      await requeueLost(this.knex, { expiredAt: new Date() }),
      'push',
    );
    const { logger, concurrency, timeout, poll = 1_000 } = this.options;
    this.loop = WorkLoop.start<JobClaim>({
      handler,
      logger,
      concurrency,
      timeout,
      poll,
      heartbeat: leaseTime / 3,
      source: {
        claim: limit => this.claim(limit),
        settle: async ({ serviceId, jobId }, outcome) => {
          const { knex, holder } = this;
          const { every } = this.options;
          const again = await settleEvaluation(knex, serviceId, outcome, {
            holder,
            every,
          });
          await this.boss.complete(name, jobId);
          if (again) await this.sendIds([serviceId], 'push');
        },
        beat: async claims => {
          const ids = claims.map(({ serviceId }) => serviceId);
          await extendLeases(this.knex, this.holder, ids);
          const lost = await requeueLost(this.knex, { expiredAt: new Date() });
          await this.sendIds(lost, 'push');
          if (claims.length > 0) {
            await this.boss.touch(
              name,
              claims.map(({ jobId }) => jobId),
            );
          }
        },
      },
    });
  }

  async stop(): Promise<void> {
    await this.loop?.stop();
    this.loop = undefined;
    if (!this.started) return;
    await this.started;
    const mine = await requeueLost(this.knex, { holder: this.holder });
    await this.sendIds(mine, 'push');
    await this.boss.stop({ graceful: false, close: false });
    this.started = undefined;
  }

  private open(): Promise<void> {
    this.started ??= (async () => {
      await this.boss.start();
      await this.boss.createQueue(name, {
        policy: 'short',
        heartbeatSeconds: leaseTime / 1000,
        expireInSeconds: Math.ceil(this.options.timeout / 1000) + 60,
        retryLimit: 5,
        retentionSeconds: 24 * 3600,
        deleteAfterSeconds: 60,
      });
    })();
    return this.started;
  }

  private async sendIds(ids: number[], priority: Priority): Promise<void> {
    await this.send(await withHosts(this.knex, ids), priority);
  }

  /** One job per service and priority waits at most. */
  private async send(
    services: QueuedService[],
    priority: Priority,
  ): Promise<void> {
    if (services.length === 0) return;
    await this.open();
    await this.boss.insert(
      name,
      services.map(({ serviceId, host }) => ({
        data: { serviceId },
        priority: priorities[priority],
        singletonKey: `${priority}:${serviceId}`,
        ...(host ? { group: { id: host } } : {}),
      })),
    );
    this.loop?.wake();
  }

  private async claim(limit: number): Promise<JobClaim[]> {
    const jobs = await this.boss.fetch<{ serviceId: number }>(name, {
      batchSize: limit,
      groupConcurrency: this.options.hostConcurrency,
    });
    if (jobs.length === 0) return [];
    const jobOf = new Map<number, string>();
    for (const { id, data } of jobs) jobOf.set(data.serviceId, id);
    const ids = await claimAmong(this.knex, [...jobOf.keys()], this.holder);
    const claims = ids.flatMap(serviceId => {
      const jobId = jobOf.get(serviceId);
      return jobId ? [{ serviceId, jobId }] : [];
    });
    const taken = new Set(claims.map(({ jobId }) => jobId));
    const idle = jobs.flatMap(({ id }) => (taken.has(id) ? [] : [id]));
    if (idle.length > 0) await this.boss.complete(name, idle);
    // Jobs that had nothing left to do are no reason to stop looking.
    return claims.length > 0 ? claims : this.claim(limit);
  }
}
