import type { FastifyBaseLogger } from 'fastify';

/** What a handler gets beside the payload. */
export interface JobContext {
  /** Aborted when the job's time is over, or when it is given back because the process ends. Pass it on. */
  signal: AbortSignal;
  /** Writes lines that carry the job's id and the ids of its trace. */
  log: FastifyBaseLogger;
  /** 1 for the first attempt. */
  attempt: number;
}

/**
 * A kind of job. Every job is handed out at least once: again after a failure, and after its worker died at any
 * moment. So whatever a handler does must come to the same when it is done twice; see `once`.
 */
export interface Job<Payload> {
  /** Name of its queue; lowercase letters, digits and hyphens. */
  readonly queue: string;
  /** Checks what stands in the queue; throws a JobRefused for what no attempt can do anything about. */
  parse(data: unknown): Payload;
  handle(payload: Payload, context: JobContext): Promise<void>;
  /** Longest time for one attempt. */
  readonly timeoutMs: number;
  /** Attempts before the job becomes a dead letter. */
  readonly attempts: number;
  /** Wait before the second attempt; it doubles with each further one, at random, up to the longest one. */
  readonly retryDelaySeconds: number;
  readonly retryDelayMaxSeconds: number;
}

// Jobs of different payloads stand in one list; each is only given what its own parse has returned.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type AnyJob = Job<any>;

/** How an attempt ended: `failed` is tried again, `dead` is not, `returned` was given back to be done elsewhere. */
export type Outcome = 'completed' | 'failed' | 'dead' | 'returned';

/** A job that no further attempt can help: it becomes a dead letter at once. */
export class JobRefused extends Error {
  override readonly name = 'JobRefused';
}
