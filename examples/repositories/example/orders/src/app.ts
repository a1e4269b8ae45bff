import fastify, { type FastifyInstance } from 'fastify';
import { Counter, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { Database } from './database.js';

const orderSchema = {
  type: 'object',
  required: ['customer', 'total'],
  additionalProperties: false,
  properties: {
    customer: { type: 'string', minLength: 1, maxLength: 100 },
    total: { type: 'number', exclusiveMinimum: 0 },
  },
};

export function createApp(options: { database: Database; logLevel?: string }): FastifyInstance {
  const { database } = options;
  const app = fastify({ logger: { level: options.logLevel ?? 'info' } });

  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const placed = new Counter({ name: 'orders_placed_total', help: 'Orders placed', registers: [registry] });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time to answer',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1000);
  });

  app.get('/health/live', async () => ({ status: 'ok' }));
  app.get('/health/ready', async (request, reply) => {
    try {
      await database.ping();
      return { status: 'ok' };
    } catch (error) {
      request.log.warn({ error }, 'the database does not answer');
      return reply.code(503).send({ status: 'unavailable' });
    }
  });
  app.get('/metrics', async (_, reply) => reply.type(registry.contentType).send(await registry.metrics()));

  app.post<{ Body: { customer: string; total: number } }>(
    '/orders',
    { schema: { body: orderSchema } },
    async (request, reply) => {
      const order = await database.insert(request.body);
      placed.inc();
      return reply.code(201).send(order);
    },
  );
  app.get<{ Params: { id: string } }>('/orders/:id', async (request, reply) => {
    const order = await database.find(request.params.id);
    return order ?? reply.code(404).send({ message: 'There is no such order' });
  });

  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ error }, 'request failed');
    return reply.code(status).send({ message: status >= 500 ? 'Something went wrong' : error.message });
  });
  return app;
}
