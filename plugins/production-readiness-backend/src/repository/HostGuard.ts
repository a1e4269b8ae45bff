import {
  BrokenCircuitError,
  circuitBreaker,
  ConsecutiveBreaker,
  ExponentialBackoff,
  handleWhen,
  IPolicy,
  retry,
  wrap,
} from 'cockatiel';
import { EvaluationError } from '../evaluation/EvaluationError';
import { unlessAborted } from '../time/unlessAborted';
import { isTransient } from './explainReadError';
import { SilentHostError } from './inTime';

/** @see HostGuard */
export interface HostGuardOptions {
  /** Further attempts after a failure that may pass by itself. */
  attempts: number;
  /** Milliseconds before the first of them; the next ones wait longer, by chance. */
  delay: number;
  /** Failed reads in a row after which a host is left alone. */
  failures: number;
  /** Milliseconds for which it is. */
  pause: number;
}

const defaults: HostGuardOptions = {
  attempts: 2,
  delay: 500,
  failures: 3,
  pause: 60_000,
};

/**
 * Reads from Git hosts: what may pass by itself is tried again after a moment, and a host that fails again and again is
 * left alone for a while, so that its services do not keep everybody else's waiting.
 */
export class HostGuard {
  private readonly policies = new Map<string, IPolicy>();

  private constructor(private readonly options: HostGuardOptions) {}

  static create(options: Partial<HostGuardOptions> = {}): HostGuard {
    return new HostGuard({ ...defaults, ...options });
  }

  /** @throws EvaluationError while the host is left alone; the reason of the signal; else what the read throws */
  async read<T>(
    host: string,
    signal: AbortSignal,
    read: () => Promise<T>,
  ): Promise<T> {
    try {
      return await unlessAborted(
        this.policyFor(host).execute(read, signal),
        signal,
      );
    } catch (error) {
      if (!(error instanceof BrokenCircuitError)) throw error;
      throw new EvaluationError(
        `${host} has failed several times in a row and is left alone for a while. It is tried again later.`,
        { cause: error, pauseHost: true, retryAfter: this.options.pause },
      );
    }
  }

  private policyFor(host: string): IPolicy {
    let policy = this.policies.get(host);
    if (!policy) {
      const { attempts, delay, failures, pause } = this.options;
      const transient = handleWhen(isTransient);
      const passing = handleWhen(
        error => isTransient(error) && !(error instanceof SilentHostError),
      );
      policy = wrap(
        circuitBreaker(transient, {
          halfOpenAfter: pause,
          breaker: new ConsecutiveBreaker(failures),
        }),
        retry(passing, {
          maxAttempts: attempts,
          backoff: new ExponentialBackoff({ initialDelay: delay }),
        }),
      );
      this.policies.set(host, policy);
    }
    return policy;
  }
}
