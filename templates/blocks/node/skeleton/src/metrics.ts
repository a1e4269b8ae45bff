import type { FastifyInstance } from 'fastify';
import { Gauge, type Registry, collectDefaultMetrics } from 'prom-client';
import { serviceVersion } from './service.js';

/** Measures the process itself, and serves all numbers at /metrics. */
export function registerMetrics(app: FastifyInstance, registry: Registry): void {
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'service_info',
    help: 'Which version runs',
    labelNames: ['version'],
    registers: [registry],
  }).set({ version: serviceVersion }, 1);
  app.get('/metrics', { config: { rateLimit: false } }, async (_request, reply) =>
    reply.type(registry.contentType).send(await registry.metrics()),
  );
}
