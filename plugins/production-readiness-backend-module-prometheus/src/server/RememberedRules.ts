import { RuleIndex } from '../facts/RuleIndex';
import { PrometheusServer } from './PrometheusServer';

/** Milliseconds for which a server that did not answer is not asked again. */
const pause = 30_000;

/** The rules of a server, asked for once for all services that are evaluated within a while. */
export class RememberedRules {
  private known?: { until: number; rules: Promise<RuleIndex> };

  private constructor(
    private readonly server: PrometheusServer,
    private readonly every: number,
  ) {}

  static create(options: {
    server: PrometheusServer;
    /** Milliseconds for which rules are remembered. */
    every: number;
  }): RememberedRules {
    return new RememberedRules(options.server, options.every);
  }

  /** @throws PrometheusError, also for a while after it was thrown */
  async get(signal: AbortSignal): Promise<RuleIndex> {
    if (!this.known || this.known.until <= Date.now()) {
      const known = {
        until: Infinity,
        rules: this.server.rules().then(rules => RuleIndex.of(rules)),
      };
      this.known = known;
      known.rules.then(
        () => {
          known.until = Date.now() + this.every;
        },
        () => {
          known.until = Date.now() + Math.min(pause, this.every);
        },
      );
    }
    // Others wait for the same answer, so that it goes on without whoever is asked to stop.
    const { rules } = this.known;
    signal.throwIfAborted();
    let stop = () => {};
    const aborted = new Promise<never>((_resolve, reject) => {
      stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop);
    });
    try {
      return await Promise.race([rules, aborted]);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }
}
