import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import eventsBackend from '@backstage/plugin-events-backend';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { promptShutdown } from './promptShutdown';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}

/** Listens to events, as the plugins of a portal do, and answers slowly. */
const listener = createBackendPlugin({
  pluginId: 'listener',
  register(env) {
    env.registerInit({
      deps: { events: eventsServiceRef, http: coreServices.httpRouter },
      async init({ events, http }) {
        http.use((_request, response) => {
          setTimeout(() => response.end('whole'), 1_000);
        });
        http.addAuthPolicy({ path: '/', allow: 'unauthenticated' });
        await events.subscribe({
          id: 'ears',
          topics: ['push'],
          onEvent: async () => {},
        });
      },
    });
  },
});

/** Settles when a request to such a path has begun. */
function requested(path: RegExp): Promise<void> {
  const channel = 'http.server.request.start';
  return new Promise(resolve => {
    const look = (message: unknown) => {
      const { request } = message as { request: IncomingMessage };
      if (request.method !== 'GET' || !path.test(request.url ?? '')) return;
      unsubscribe(channel, look);
      resolve();
    };
    subscribe(channel, look);
  });
}

describe('promptShutdown', () => {
  it('lets listeners to events go, and finishes what was asked before', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const backend = createBackend();
    backend.add(promptShutdown);
    backend.add(mockServices.rootLogger.factory());
    backend.add(
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: url },
          backend: {
            baseUrl: url,
            listen: { host: '127.0.0.1', port },
            database: { client: 'better-sqlite3', connection: ':memory:' },
          },
        },
      }),
    );
    backend.add(eventsBackend);
    backend.add(listener);
    const listening = requested(/\/bus\/v1\/subscriptions\/.*\/events$/);
    await backend.start();
    await listening;

    const asked = requested(/\/api\/listener/);
    const slow = fetch(`${url}/api/listener/slow`);
    await asked;
    const began = Date.now();
    await backend.stop();
    expect(Date.now() - began).toBeLessThan(5_000);
    expect(await (await slow).text()).toBe('whole');
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  }, 90_000);
});
