import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { unlessAborted } from '../time/unlessAborted';
import { Busyness } from './Busyness';
import { EvaluationHandler, EvaluationOutcome } from './EvaluationQueue';

/** A service that this process has taken up and that nobody else has. */
export interface Claim {
  serviceId: number;
}

/** Where services to evaluate come from, and where it is noted how they ended. */
export interface WorkSource<C extends Claim> {
  /** Takes up to `limit` services that wait. */
  claim(limit: number): Promise<C[]>;
  settle(claim: C, outcome: EvaluationOutcome): Promise<void>;
  /** Says that the claims are still being worked on. */
  beat(claims: C[]): Promise<void>;
}

/** @see WorkLoop */
export interface WorkLoopOptions<C extends Claim> {
  source: WorkSource<C>;
  handler: EvaluationHandler;
  logger: LoggerService;
  concurrency: number;
  /** Milliseconds after which one evaluation is given up. */
  timeout: number;
  /** Milliseconds between two looks for what other processes have queued. */
  poll: number;
  /** Milliseconds between two signs of life. */
  heartbeat: number;
  /** While it is high, evaluations run one by one. */
  busyness?: { readonly isHigh: boolean };
}

interface Run<C> {
  claim: C;
  controller: AbortController;
  ended: Promise<void>;
}

/** Keeps a number of evaluations going for as long as there are any. */
export class WorkLoop<C extends Claim> {
  private readonly running = new Set<Run<C>>();
  private readonly timers: NodeJS.Timeout[] = [];
  private readonly busyness: { readonly isHigh: boolean };
  private stopped = false;
  private filling?: Promise<void>;
  private fillAgain = false;

  private constructor(private readonly options: WorkLoopOptions<C>) {
    this.busyness = options.busyness ?? new Busyness();
  }

  static start<C extends Claim>(options: WorkLoopOptions<C>): WorkLoop<C> {
    const loop = new WorkLoop(options);
    loop.timers.push(
      setInterval(() => loop.wake(), options.poll),
      setInterval(() => loop.beat(), options.heartbeat),
    );
    loop.wake();
    return loop;
  }

  /** Looks for work now. */
  wake(): void {
    if (this.stopped) return;
    if (this.filling) {
      this.fillAgain = true;
      return;
    }
    this.filling = this.fill()
      .catch(error =>
        this.options.logger.warn(
          'The queue of evaluations was not read; it is tried again',
          toError(error),
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

  /** Aborts what is running. What was not settled then is for somebody else. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.timers.forEach(timer => clearInterval(timer));
    await this.filling;
    const runs = [...this.running];
    for (const { controller } of runs) controller.abort();
    await Promise.all(runs.map(({ ended }) => ended));
  }

  private async fill(): Promise<void> {
    const { source } = this.options;
    while (!this.stopped) {
      const room = this.limit() - this.running.size;
      if (room <= 0) return;
      const claims = await source.claim(room);
      if (claims.length === 0) return;
      for (const claim of claims) this.begin(claim);
    }
  }

  /** Requests come first: who waits for a page is a person, who waits for an evaluation is a table. */
  private limit(): number {
    return this.busyness.isHigh ? 1 : this.options.concurrency;
  }

  private begin(claim: C): void {
    const controller = new AbortController();
    const run: Run<C> = { claim, controller, ended: Promise.resolve() };
    this.running.add(run);
    run.ended = this.run(run).finally(() => {
      this.running.delete(run);
      this.wake();
    });
  }

  private beat(): void {
    const { source, logger } = this.options;
    source
      .beat([...this.running].map(({ claim }) => claim))
      .catch(error =>
        logger.warn('A sign of life was not given', toError(error)),
      );
  }

  private async run({ claim, controller }: Run<C>): Promise<void> {
    const { source, logger } = this.options;
    try {
      const outcome = await this.evaluate(claim.serviceId, controller);
      if (outcome) await source.settle(claim, outcome);
    } catch (error) {
      logger.error(
        'The end of an evaluation was not stored; it runs again when its lease is over',
        toError(error),
      );
    }
  }

  /** Undefined when the process is asked to stop. */
  private async evaluate(
    serviceId: number,
    controller: AbortController,
  ): Promise<EvaluationOutcome | undefined> {
    const { handler, timeout, logger } = this.options;
    const limit = AbortSignal.timeout(timeout);
    const signal = AbortSignal.any([controller.signal, limit]);
    try {
      return await unlessAborted(handler(serviceId, signal), signal);
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
