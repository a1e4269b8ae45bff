import { rootHttpRouterServiceFactory } from '@backstage/backend-defaults/rootHttpRouter';
import { ServerResponse } from 'node:http';

/** What plugins listen to events by: Backstage's event bus answers such a request when there is an event, or after 55 s. */
const listening = /^\/api\/events\/bus\/v1\/subscriptions\/[^/]+\/events$/;
/** Milliseconds between two looks for connections that have nothing more to say. */
const interval = 50;

/**
 * Backstage's HTTP server, which at its end waits for every answer. Those to listeners are ended with the shutdown, so
 * that a replica is gone in seconds and not after up to a minute: a listener that goes on asks another replica, and
 * the events are in the database. Whatever else was asked is answered first.
 */
export const promptShutdown = rootHttpRouterServiceFactory({
  configure({ app, server, lifecycle, applyDefaults }) {
    const open = new Set<ServerResponse>();
    app.use((request, response, next) => {
      if (request.method === 'GET' && listening.test(request.path)) {
        open.add(response);
        response.once('close', () => open.delete(response));
      }
      next();
    });
    lifecycle.addShutdownHook(() => {
      const close = () => {
        for (const response of open) {
          // What is not begun yet is about to be refused.
          if (response.headersSent) response.end();
        }
        server.closeIdleConnections();
      };
      close();
      const timer = setInterval(close, interval);
      server.once('close', () => clearInterval(timer));
    });
    applyDefaults();
  },
});
