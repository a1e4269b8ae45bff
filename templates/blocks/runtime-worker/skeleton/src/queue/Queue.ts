import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import { type JobWithMetadata, PgBoss } from 'pg-boss';
import type { Config } from '../config.js';
import type { Database, Transaction } from '../database/database.js';
import type { AnyJob } from './Job.js';
import { type Envelope, seal } from './envelope.js';

/** A job that this process has taken from a queue. */
export type TakenJob = Pick<
  JobWithMetadata<Envelope>,
  'id' | 'name' | 'data' | 'retryCount' | 'retryLimit' | 'createdOn' | 'startAfter'
>;

/** The queue that holds what a queue has given up on. */
export function deadLettersOf(queue: string): string {
  return `${queue}.dead`;
}

const schema = 'pgboss';
const retentionSeconds = 14 * 24 * 3600;
const slowestRetryMs = 10_000;

/** The queues in PostgreSQL. Everything that a job goes through is one statement or one transaction there. */
export class Queue {
  readonly #boss: PgBoss;

  constructor(
    private readonly config: Pick<Config, 'databaseUrl' | 'databaseTimeoutMs' | 'heartbeatSeconds'>,
    private readonly jobs: readonly AnyJob[],
    private readonly database: Pick<Database, 'transaction'>,
    private readonly log: Pick<FastifyBaseLogger, 'info' | 'warn'>,
  ) {
    this.#boss = new PgBoss({
      connectionString: config.databaseUrl,
      connectionTimeoutMillis: config.databaseTimeoutMs,
      // Connections of their own, so that jobs that keep the database busy do not hold up heartbeats.
      max: 4,
      options: '-c statement_timeout=30000 -c lock_timeout=5000',
      schema,
      schedule: false,
      // How soon the jobs of a process that died are noticed, beyond the heartbeat.
      superviseIntervalSeconds: 10,
      monitorIntervalSeconds: 10,
    });
    this.#boss.on('error', error => log.warn({ err: error }, 'the queue reports an error'));
    this.#boss.on('warning', warning => log.warn(warning, 'the queue reports a warning'));
  }

  /** Brings the queues into being, and up to date with the code; tries until the database answers. */
  async start(signal: AbortSignal): Promise<void> {
    for (let delay = 250; !signal.aborted; delay = Math.min(delay * 2, slowestRetryMs)) {
      try {
        await this.#boss.start();
        for (const job of this.jobs) {
          await this.#prepare(job);
        }
        this.log.info({ queues: this.jobs.map(({ queue }) => queue) }, 'the queues are ready');
        return;
      } catch (error) {
        this.log.warn({ err: error, retry_in_ms: delay }, 'the queues are not ready yet');
        await this.#boss.stop({ graceful: false }).catch(() => undefined);
        await wait(delay * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => undefined);
      }
    }
  }

  async #prepare(job: AnyJob): Promise<void> {
    const settings = {
      retryLimit: job.attempts - 1,
      retryBackoff: true,
      retryDelay: job.retryDelaySeconds,
      retryDelayMax: job.retryDelayMaxSeconds,
      // Only for a process that lives but never comes back to a job: its own timeout is shorter.
      expireInSeconds: Math.ceil(job.timeoutMs / 1000) * 2 + 60,
      heartbeatSeconds: this.config.heartbeatSeconds,
      retentionSeconds,
    };
    await this.#boss.createQueue(deadLettersOf(job.queue), { retentionSeconds });
    await this.#boss.createQueue(job.queue, { ...settings, deadLetter: deadLettersOf(job.queue) });
    await this.#boss.updateQueue(job.queue, settings);
  }

  /**
   * Puts a job into its queue and returns its id. With a transaction it is there only if the transaction is committed,
   * so that what made the job and the job itself come about together.
   */
  async enqueue(
    queue: string,
    payload: unknown,
    options: { transaction?: Transaction; startAfter?: Date } = {},
  ): Promise<string> {
    const { transaction, startAfter } = options;
    const id = await this.#boss.send(queue, seal(payload), {
      ...(startAfter && { startAfter }),
      ...(transaction && { db: within(transaction) }),
    });
    if (id === null) {
      throw new Error(`${queue} did not take the job`);
    }
    return id;
  }

  /** Takes up to so many jobs; no other process gets them while this one sends heartbeats. */
  take(queue: string, most: number): Promise<TakenJob[]> {
    return this.#boss.fetch<Envelope>(queue, { batchSize: most, includeMetadata: true });
  }

  /** Says that the jobs are being worked on. */
  async touch(jobs: readonly TakenJob[]): Promise<void> {
    for (const queue of new Set(jobs.map(({ name }) => name))) {
      await this.#boss.touch(
        queue,
        jobs.filter(({ name }) => name === queue),
      );
    }
  }

  // A job goes with the attempt at which it was taken: what was given to another process meanwhile is left alone.
  async complete(job: TakenJob): Promise<void> {
    await this.#boss.complete(job.name, [job]);
  }

  /** Gives a job its next attempt after a while, or makes it a dead letter when there is none. */
  async fail(job: TakenJob, error: Error): Promise<void> {
    await this.#boss.fail(job.name, [job], describe(error));
  }

  /** Makes a job a dead letter, whatever attempts it has left. */
  async refuse(job: TakenJob, error: Error): Promise<void> {
    await this.database.transaction(async transaction => {
      await transaction.query(
        `UPDATE ${schema}.job SET retry_limit = retry_count
          WHERE name = $1 AND id = $2 AND state = 'active' AND retry_count = $3`,
        [job.name, job.id, job.retryCount],
      );
      await this.#boss.fail(job.name, [job], describe(error), { db: within(transaction) });
    });
  }

  /** Lets another process have jobs at once, in their old place. Those that are no longer ours are left alone. */
  async giveBack(jobs: readonly TakenJob[]): Promise<void> {
    await this.database.transaction(async transaction => {
      const db = within(transaction);
      for (const job of jobs) {
        const [found] = await this.#boss.findJobs(job.name, { id: job.id, db });
        if (found?.state === 'active' && found.retryCount === job.retryCount) {
          await this.#boss.cancel(job.name, [job], { db });
          await this.#boss.resume(job.name, job.id, { db });
        }
      }
    });
  }

  /** The state of a job; undefined when there is none of that id. */
  async stateOf(queue: string, id: string): Promise<string | undefined> {
    return (await this.#boss.findJobs(queue, { id }))[0]?.state;
  }

  /** The oldest dead letters of a queue, each with what went wrong. */
  async deadLetters(queue: string, limit: number) {
    const jobs = await this.#boss.findJobs<Envelope>(deadLettersOf(queue), { queued: true });
    return jobs
      .sort((a, b) => a.createdOn.getTime() - b.createdOn.getTime())
      .slice(0, limit)
      .map(({ id, sourceId, createdOn, data, sourceOutput }) => ({
        id,
        job: sourceId,
        died: createdOn,
        payload: data?.payload,
        error: sourceOutput,
      }));
  }

  /** Puts the dead letters of a queue back into it, with all their attempts, and returns how many there were. */
  revive(queue: string, ids?: string[]): Promise<number> {
    return this.#boss.redrive(deadLettersOf(queue), { destination: queue, ...(ids && { ids }) });
  }

  /** Deletes dead letters of a queue. */
  async drop(queue: string, ids: string[]): Promise<void> {
    await this.#boss.deleteJob(deadLettersOf(queue), ids);
  }

  async stop(): Promise<void> {
    await this.#boss.stop({ graceful: false });
  }
}

function within(transaction: Transaction) {
  return { executeSql: (text: string, values?: unknown[]) => transaction.query(text, values) };
}

// The stack stays in the log: what stands in the database is read by more people.
function describe({ name, message }: Error) {
  return { name, message };
}
