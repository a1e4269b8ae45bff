import {
  coreServices,
  createServiceFactory,
  RootHealthService,
} from '@backstage/backend-plugin-api';
import { DatabaseManager } from '@backstage/backend-defaults/database';
import { JsonValue } from '@backstage/types';

const limit = 1_500;

type State = 'starting' | 'up' | 'stopping';

/**
 * The health that Backstage reports, with one thing more: a backend whose database does not answer is not ready, so
 * that it gets no requests. It stays alive: a restart would not bring the database back.
 */
class DatabaseHealth implements RootHealthService {
  state: State = 'starting';

  constructor(private readonly ping: () => Promise<unknown>) {}

  async getLiveness() {
    return { status: 200, payload: { status: 'ok' } };
  }

  async getReadiness(): Promise<{ status: number; payload?: JsonValue }> {
    if (this.state === 'starting')
      return unready('Backend has not started yet');
    if (this.state === 'stopping') return unready('Backend is shutting down');
    return (await within(this.ping()))
      ? { status: 200, payload: { status: 'ok' } }
      : unready('The database does not answer');
  }
}

/** In place of Backstage's own health service. */
export const databaseHealth = createServiceFactory({
  service: coreServices.rootHealth,
  deps: {
    config: coreServices.rootConfig,
    lifecycle: coreServices.rootLifecycle,
    logger: coreServices.rootLogger,
  },
  factory({ config, lifecycle, logger }) {
    // The database of a plugin that every portal has; connections of its own, so that a busy plugin is no outage.
    const database = DatabaseManager.fromConfig(config, {
      rootLogger: logger,
      rootLifecycle: lifecycle,
    }).forPlugin('app', { logger, lifecycle });
    const health = new DatabaseHealth(async () => {
      const client = await database.getClient();
      return client.raw('SELECT 1');
    });
    lifecycle.addStartupHook(() => {
      health.state = 'up';
    });
    lifecycle.addBeforeShutdownHook(() => {
      health.state = 'stopping';
    });
    return health;
  },
});

function unready(message: string) {
  return { status: 503, payload: { message, status: 'error' } };
}

/** Whether it comes to a good end in time. */
async function within(work: Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>(resolve => {
    timer = setTimeout(resolve, limit, false);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
