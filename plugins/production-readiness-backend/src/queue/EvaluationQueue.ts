/** Why a service is evaluated; the greater goes first. */
export const priorities = { sweep: 0, push: 1, request: 2 } as const;

export type Priority = keyof typeof priorities;

/**
 * How an evaluation ended. `dueBy` is when the next one has to be, in milliseconds since the epoch. `error` is a sentence for people; `retryAfter`, in milliseconds, is what the origin asked
 * for; `pauseHost` says that the host wants nobody to ask it before.
 */
export type EvaluationOutcome =
  | { state: 'done'; dueBy?: number }
  | {
      state: 'failed';
      error: string;
      retryAfter?: number;
      pauseHost?: boolean;
    };

/** Evaluates one service. Rejects when `signal` is aborted: the service is then evaluated again later. */
export type EvaluationHandler = (
  serviceId: number,
  signal: AbortSignal,
) => Promise<EvaluationOutcome>;

/**
 * Work to be done, one entry per service: a service that is asked for while it waits is evaluated once, one that is
 * asked for while it is evaluated is evaluated again afterwards. Entries outlive the process.
 */
export interface EvaluationQueue {
  enqueue(serviceIds: number[], priority: Priority): Promise<void>;
  /** Enqueues the services whose time has come. Answers with how many. */
  enqueueDue(now: Date): Promise<number>;
  start(handler: EvaluationHandler): Promise<void>;
  /** Lets go of what is being evaluated, so that another process takes it up. */
  stop(): Promise<void>;
}
