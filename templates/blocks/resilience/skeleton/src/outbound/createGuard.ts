import {
  BrokenCircuitError,
  BulkheadRejectedError,
  ConsecutiveBreaker,
  ExponentialBackoff,
  TaskCancelledError,
  TimeoutStrategy,
  bulkhead,
  circuitBreaker,
  handleWhen,
  retry,
  timeout,
  wrap,
} from 'cockatiel';
import { Counter, Gauge, type Registry } from 'prom-client';
import { ServiceError } from '../errors.js';

export interface GuardOptions {
  /** Name of the dependency, in metrics and errors. */
  dependency: string;
  /** Longest time for one attempt. */
  timeoutMs: number;
  /** Attempts after the first one. */
  retries: number;
  /** Failures in a row after which the dependency is left alone. */
  failures: number;
  /** How long it is left alone. */
  openMs: number;
  /** Calls at a time; as many again may wait. */
  concurrency: number;
}

/** Runs one attempt; the signal is aborted when its time is over. */
export type Attempt<T> = (signal: AbortSignal) => Promise<T>;

/** An answer of the dependency that a further attempt may change. */
export class TransientError extends Error {}

/**
 * Guards the calls to one dependency, each of which has a guard of its own, so that one that is slow does not use up
 * what the others need: at most so many calls at a time (bulkhead), each with a timeout; transient failures are tried
 * again, later each time and at random (backoff with jitter), so that clients do not come back in step; and after
 * failures in a row none is made for a while (circuit breaker).
 */
export function createGuard(options: GuardOptions, registry: Registry): <T>(attempt: Attempt<T>) => Promise<T> {
  const { dependency } = options;
  const labels = { dependency };
  const outcomes = new Counter({
    name: 'outbound_requests_total',
    help: 'Attempts to call a dependency, by outcome',
    labelNames: ['dependency', 'outcome'],
    registers: [registry],
  });
  const open = new Gauge({
    name: 'outbound_circuit_open',
    help: 'Whether calls to a dependency are held back (1) or made (0)',
    labelNames: ['dependency'],
    registers: [registry],
  });
  open.set(labels, 0);

  const transient = handleWhen(error => error instanceof TransientError || error instanceof TaskCancelledError);
  const breaker = circuitBreaker(transient, {
    halfOpenAfter: options.openMs,
    breaker: new ConsecutiveBreaker(options.failures),
  });
  breaker.onBreak(() => open.set(labels, 1));
  breaker.onReset(() => open.set(labels, 0));
  const policy = wrap(
    // cockatiel's exponential backoff carries decorrelated jitter.
    retry(transient, {
      maxAttempts: options.retries,
      backoff: new ExponentialBackoff({ initialDelay: 50, maxDelay: 1_000 }),
    }),
    breaker,
    bulkhead(options.concurrency, options.concurrency),
    timeout(options.timeoutMs, TimeoutStrategy.Aggressive),
  );

  return async attempt => {
    try {
      return await policy.execute(async ({ signal }) => {
        try {
          const result = await attempt(signal);
          outcomes.inc({ ...labels, outcome: 'success' });
          return result;
        } catch (error) {
          outcomes.inc({ ...labels, outcome: signal.aborted ? 'timeout' : 'failure' });
          throw error;
        }
      });
    } catch (error) {
      throw explain(error, dependency);
    }
  };
}

function explain(error: unknown, dependency: string): unknown {
  const code =
    error instanceof BrokenCircuitError || error instanceof BulkheadRejectedError
      ? `${dependency}-held-back`
      : error instanceof TransientError || error instanceof TaskCancelledError
        ? `${dependency}-unavailable`
        : undefined;
  return code ? new ServiceError(503, code, `${dependency} cannot be used now; try again later`, { cause: error }) : error;
}
