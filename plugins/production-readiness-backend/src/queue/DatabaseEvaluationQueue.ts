import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { isSqlite } from '../database/dialect';
import {
  EvaluationHandler,
  EvaluationOutcome,
  EvaluationQueue,
  Priority,
} from './EvaluationQueue';
import {
  claimNext,
  enqueueDueServices,
  enqueueServices,
  extendLeases,
  finishEvaluation,
  requeueLost,
} from './operations';

const lease = 30_000;

/** @see DatabaseEvaluationQueue */
export interface DatabaseEvaluationQueueOptions {
  knex: Knex;
  logger: LoggerService;
  /** Services evaluated at once. */
  concurrency: number;
  /** Milliseconds after which one evaluation is given up. */
  timeout: number;
  /** Milliseconds between two evaluations of a service that nobody asks for. */
  every: number;
  /** Milliseconds between two looks for what other processes have queued. */
  poll?: number;
}

interface Run {
  controller: AbortController;
  ended: Promise<void>;
}

/** A queue that lives in the `evaluations` table and is worked off in this process. */
export class DatabaseEvaluationQueue implements EvaluationQueue {
  private readonly holder = randomUUID();
  private readonly running = new Map<number, Run>();
  private handler?: EvaluationHandler;
  private poll?: NodeJS.Timeout;
  private heartbeat?: NodeJS.Timeout;
  private filling?: Promise<void>;
  private fillAgain = false;

  private constructor(
    private readonly options: DatabaseEvaluationQueueOptions,
  ) {}

  static create(
    options: DatabaseEvaluationQueueOptions,
  ): DatabaseEvaluationQueue {
    return new DatabaseEvaluationQueue(options);
  }

  async enqueue(serviceIds: number[], priority: Priority): Promise<void> {
    if (serviceIds.length === 0) return;
    await enqueueServices(this.options.knex, serviceIds, priority, new Date());
    this.wake();
  }

  async enqueueDue(now: Date): Promise<number> {
    const count = await enqueueDueServices(this.options.knex, now);
    if (count > 0) this.wake();
    return count;
  }

  async start(handler: EvaluationHandler): Promise<void> {
    const { knex, logger, poll = 2_000 } = this.options;
    // SQLite belongs to one process, so whatever was running there died with the last one.
    const lost = await requeueLost(
      knex,
      isSqlite(knex) ? 'all' : { expiredAt: new Date() },
    );
    if (lost > 0) {
      logger.info('Evaluations that were interrupted are queued again', {
        count: String(lost),
      });
    }
    this.handler = handler;
    this.poll = setInterval(() => this.wake(), poll);
    this.heartbeat = setInterval(() => this.beat(), lease / 3);
    this.wake();
  }

  async stop(): Promise<void> {
    this.handler = undefined;
    clearInterval(this.poll);
    clearInterval(this.heartbeat);
    await this.filling;
    const runs = [...this.running.values()];
    for (const { controller } of runs) controller.abort();
    await Promise.all(runs.map(({ ended }) => ended));
    await requeueLost(this.options.knex, { holder: this.holder });
  }

  private beat(): void {
    const { knex, logger } = this.options;
    const until = new Date(Date.now() + lease);
    extendLeases(knex, this.holder, [...this.running.keys()], until)
      .then(() => requeueLost(knex, { expiredAt: new Date() }))
      .catch(error =>
        logger.warn('The leases of evaluations were not extended', error),
      );
  }

  private wake(): void {
    if (this.filling) {
      this.fillAgain = true;
      return;
    }
    this.filling = this.fill()
      .catch(error =>
        this.options.logger.warn(
          'The queue of evaluations was not read',
          error,
        ),
      )
      .finally(() => {
        this.filling = undefined;
        if (this.fillAgain) {
          this.fillAgain = false;
          this.wake();
        }
      });
  }

  private async fill(): Promise<void> {
    const { knex, concurrency } = this.options;
    while (this.handler && this.running.size < concurrency) {
      const id = await claimNext(knex, this.holder, new Date(), lease);
      if (id === undefined) return;
      const controller = new AbortController();
      const ended = this.run(id, controller).finally(() => {
        this.running.delete(id);
        this.wake();
      });
      this.running.set(id, { controller, ended });
    }
  }

  private async run(id: number, controller: AbortController): Promise<void> {
    const { knex, logger, every } = this.options;
    try {
      const outcome = await this.handle(id, controller);
      if (!outcome) return;
      await finishEvaluation(knex, id, this.holder, outcome, {
        now: new Date(),
        every,
      });
    } catch (error) {
      logger.error(
        'The end of an evaluation was not stored; it runs again when its lease is over',
        toError(error),
      );
    }
  }

  /** Undefined when the process is asked to stop: `stop` hands the service back. */
  private async handle(
    id: number,
    controller: AbortController,
  ): Promise<EvaluationOutcome | undefined> {
    const { timeout, logger } = this.options;
    const limit = AbortSignal.timeout(timeout);
    const signal = AbortSignal.any([controller.signal, limit]);
    try {
      if (!this.handler) return undefined;
      return await this.handler(id, signal);
    } catch (error) {
      if (controller.signal.aborted) return undefined;
      if (limit.aborted) {
        return {
          state: 'failed',
          error: `The evaluation took longer than ${
            timeout / 1000
          } s and was given up. It is tried again later.`,
        };
      }
      logger.error('An evaluation failed unexpectedly', toError(error));
      return {
        state: 'failed',
        error:
          'The evaluation failed unexpectedly; the log of the backend says why. It is tried again later.',
      };
    }
  }
}
