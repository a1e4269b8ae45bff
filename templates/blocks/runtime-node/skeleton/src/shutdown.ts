import { setTimeout as wait } from 'node:timers/promises';
import type { Config } from './config.js';
import type { Service } from './app.js';

/**
 * Ends the service without losing a request: readiness turns to 503 and answers ask clients to reconnect, while
 * requests are still served; after the delay nothing new is accepted and what runs may finish.
 */
export async function shutDown(
  service: Service,
  config: Pick<Config, 'shutdownDelayMs' | 'shutdownTimeoutMs'>,
): Promise<'drained' | 'timed out'> {
  service.health.draining();
  await wait(config.shutdownDelayMs);
  const deadline = new AbortController();
  const drained = service.close().then(() => 'drained' as const);
  const late = wait(config.shutdownTimeoutMs, 'timed out' as const, { signal: deadline.signal, ref: false });
  try {
    return await Promise.race([drained, late]);
  } finally {
    deadline.abort();
    late.catch(() => undefined);
  }
}

/** Shuts down once on SIGTERM or SIGINT; a second signal ends the process at once. */
export function shutDownOnSignal(
  service: Service,
  config: Pick<Config, 'shutdownDelayMs' | 'shutdownTimeoutMs'>,
  onClosed: () => Promise<void>,
): void {
  let closing = false;
  async function close(signal: NodeJS.Signals): Promise<void> {
    if (closing) {
      process.exit(1);
    }
    closing = true;
    service.app.log.info({ signal }, 'shutting down');
    const outcome = await shutDown(service, config);
    await onClosed();
    service.app.log.info({ outcome }, 'shut down');
    process.exit(outcome === 'drained' ? 0 : 1);
  }
  process.on('SIGTERM', signal => void close(signal));
  process.on('SIGINT', signal => void close(signal));
}
