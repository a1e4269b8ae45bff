import { context, propagation } from '@opentelemetry/api';
import type { Registry } from 'prom-client';
import type { Config } from '../config.js';
import { ServiceError } from '../errors.js';
import { type GuardOptions, TransientError, createGuard } from './createGuard.js';

export interface Quote {
  text: string;
}

/** The service that quotes are asked of. Put the one that you call in its place. */
export interface QuotesClient {
  quote(topic: string): Promise<Quote>;
  /** Whether the service answers at all; for readiness. */
  ping(): Promise<void>;
}

const defaults: Omit<GuardOptions, 'timeoutMs'> = {
  dependency: 'quotes',
  retries: 2,
  failures: 5,
  openMs: 10_000,
  concurrency: 20,
};

export function createQuotesClient(
  config: Pick<Config, 'quotesUrl' | 'quotesTimeoutMs'>,
  registry: Registry,
  overrides: Partial<GuardOptions> = {},
): QuotesClient {
  const guard = createGuard({ ...defaults, timeoutMs: config.quotesTimeoutMs, ...overrides }, registry);

  async function get(path: string, signal: AbortSignal): Promise<Response> {
    // The trace goes on in the service that is called.
    const headers: Record<string, string> = { accept: 'application/json' };
    propagation.inject(context.active(), headers);
    const response = await fetch(new URL(path, config.quotesUrl), { headers, signal }).catch((error: unknown) => {
      throw new TransientError('the quotes service cannot be reached', { cause: error });
    });
    if (response.status >= 500 || response.status === 429) {
      await response.body?.cancel();
      throw new TransientError(`the quotes service answered ${response.status}`);
    }
    return response;
  }

  return {
    quote: topic =>
      guard(async signal => {
        const response = await get(`/v1/quotes/${encodeURIComponent(topic)}`, signal);
        if (!response.ok) {
          await response.body?.cancel();
          // The caller's mistake: trying again changes nothing, and says nothing about the health of the service.
          throw new ServiceError(response.status === 404 ? 404 : 502, 'no-quote', 'There is no quote on this topic');
        }
        return (await response.json()) as Quote;
      }),
    ping: async () => {
      const response = await get('/healthz', AbortSignal.timeout(config.quotesTimeoutMs));
      await response.body?.cancel();
    },
  };
}
