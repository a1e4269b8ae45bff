import { setTimeout as wait } from 'node:timers/promises';
import type { Service } from './app.js';
import type { Config } from './config.js';

/** A handler that heeds no signal may still hold a connection; the database rolls back what it had begun. */
const closeMs = 2_000;

/**
 * Ends the worker without losing a job: it takes no more at once, finishes those in hand, and gives back those that are
 * not done in time, so that another process has them at once.
 *
 * @returns how many were given back
 */
export async function shutDown(service: Service, config: Pick<Config, 'shutdownTimeoutMs'>): Promise<number> {
  const givenBack = await service.drain(config.shutdownTimeoutMs);
  await Promise.race([service.close(), wait(closeMs, undefined, { ref: false })]);
  return givenBack;
}

/** Shuts down once on SIGTERM or SIGINT; a second signal ends the process at once. */
export function shutDownOnSignal(
  service: Service,
  config: Pick<Config, 'shutdownTimeoutMs'>,
  onClosed: () => Promise<void>,
): void {
  let closing = false;
  async function close(signal: NodeJS.Signals): Promise<void> {
    if (closing) {
      process.exit(1);
    }
    closing = true;
    const { log } = service.app;
    log.info({ signal }, 'shutting down');
    try {
      const givenBack = await shutDown(service, config);
      await onClosed();
      log.info({ outcome: 'drained', given_back: givenBack }, 'shut down');
      process.exit(0);
    } catch (error) {
      // Jobs in hand come back by themselves, when their heartbeats are missed.
      log.error({ err: error }, 'shut down with an error');
      process.exit(1);
    }
  }
  process.on('SIGTERM', signal => void close(signal));
  process.on('SIGINT', signal => void close(signal));
}
