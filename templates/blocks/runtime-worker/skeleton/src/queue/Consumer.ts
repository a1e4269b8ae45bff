import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyBaseLogger } from 'fastify';
import type { AnyJob, Outcome } from './Job.js';
import type { Queue, TakenJob } from './Queue.js';

/** What the consumer needs of the queues. */
export type ConsumedQueue = Pick<Queue, 'take' | 'touch' | 'giveBack'>;

export interface ConsumerOptions {
  queue: ConsumedQueue;
  jobs: readonly AnyJob[];
  /** Makes one attempt; never rejects. */
  attempt(job: AnyJob, taken: TakenJob, abort: AbortController): Promise<Outcome>;
  log: Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;
  concurrency: number;
  pollIntervalMs: number;
  heartbeatSeconds: number;
}

interface InHand {
  taken: TakenJob;
  abort: AbortController;
  ended: Promise<unknown>;
}

/** How long giving back may take, after the time for finishing is over. */
const giveBackMs = 3_000;
const slowestRetryMs = 15_000;

/** Takes jobs while there are slots for them, at most so many at a time over all queues. */
export class Consumer {
  readonly #inHand = new Map<string, InHand>();
  #stopping = false;
  #looping: Promise<void> = Promise.resolve();
  #heartbeat: NodeJS.Timeout | undefined;
  #wake = (): void => undefined;

  constructor(private readonly options: ConsumerOptions) {}

  get inHand(): number {
    return this.#inHand.size;
  }

  start(): void {
    const { heartbeatSeconds } = this.options;
    this.#heartbeat = setInterval(() => void this.#beat(), (heartbeatSeconds * 1000) / 3);
    this.#looping = this.#loop();
  }

  /**
   * Stops taking jobs at once, lets those in hand finish, and gives back those that do not in time.
   *
   * @returns how many were given back
   */
  async drain(timeoutMs: number): Promise<number> {
    this.#stopping = true;
    this.#wake();
    const deadline = new AbortController();
    const late = wait(timeoutMs, undefined, { signal: deadline.signal }).catch(() => undefined);
    // What the loop is still taking is given back by the loop itself.
    const finished = this.#looping.then(() => this.#allEnded());
    await Promise.race([finished, late]);
    deadline.abort();
    clearInterval(this.#heartbeat);
    const left = [...this.#inHand.values()];
    if (left.length > 0) {
      await this.#giveBack(left.map(({ taken }) => taken));
      left.forEach(({ abort }) => abort.abort(new Error('given back')));
    }
    return left.length;
  }

  async #allEnded(): Promise<void> {
    await Promise.all([...this.#inHand.values()].map(({ ended }) => ended));
  }

  async #loop(): Promise<void> {
    const { jobs, concurrency, pollIntervalMs, log } = this.options;
    let failures = 0;
    for (let first = 0; !this.#stopping; first = (first + 1) % jobs.length) {
      let isMore = false;
      try {
        // Each queue comes first in turn, so that a long one does not keep the others waiting.
        for (const job of [...jobs.slice(first), ...jobs.slice(0, first)]) {
          const free = concurrency - this.#inHand.size;
          if (free > 0 && !this.#stopping) {
            const taken = await this.#take(job, free);
            isMore ||= taken === free;
          }
        }
        failures = 0;
      } catch (error) {
        failures++;
        log.warn({ err: error, failures }, 'no jobs can be taken');
      }
      if (this.#inHand.size >= concurrency) {
        await this.#sleep();
      } else if (!isMore) {
        const longer = Math.min(pollIntervalMs * 2 ** Math.min(failures, 10), slowestRetryMs);
        await this.#sleep(longer * (1 - Math.random() / 4));
      }
    }
  }

  async #take(job: AnyJob, most: number): Promise<number> {
    const taken = await this.options.queue.take(job.queue, most);
    if (this.#stopping && taken.length > 0) {
      await this.#giveBack(taken);
      return 0;
    }
    for (const each of taken) {
      const abort = new AbortController();
      const ended = this.options.attempt(job, each, abort).finally(() => {
        this.#inHand.delete(each.id);
        this.#wake();
      });
      this.#inHand.set(each.id, { taken: each, abort, ended });
    }
    return taken.length;
  }

  /** Sleeps until a job ends, until it is woken to stop, or for so long. */
  #sleep(milliseconds?: number): Promise<void> {
    return new Promise(resolve => {
      const timer = milliseconds === undefined ? undefined : setTimeout(resolve, milliseconds);
      this.#wake = () => {
        // A slot that becomes free is no reason to ask an empty queue sooner.
        if (milliseconds === undefined || this.#stopping) {
          clearTimeout(timer);
          resolve();
        }
      };
      if (this.#stopping) this.#wake();
    });
  }

  async #beat(): Promise<void> {
    try {
      await this.options.queue.touch([...this.#inHand.values()].map(({ taken }) => taken));
    } catch (error) {
      this.options.log.warn({ err: error }, 'a heartbeat could not be sent');
    }
  }

  async #giveBack(jobs: TakenJob[]): Promise<void> {
    const { queue, log } = this.options;
    const ids = jobs.map(({ id }) => id);
    try {
      await Promise.race([
        queue.giveBack(jobs),
        wait(giveBackMs, undefined, { ref: false }).then(() => {
          throw new Error('timed out');
        }),
      ]);
      log.info({ job_ids: ids }, 'jobs were given back');
    } catch (error) {
      // Without heartbeats they come back by themselves.
      log.error({ err: error, job_ids: ids }, 'jobs could not be given back');
    }
  }
}
