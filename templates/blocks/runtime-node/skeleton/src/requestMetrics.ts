import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

const unmeasured = new Set(['/healthz', '/readyz', '/metrics']);

/**
 * Counts and times every request. Probes and scrapes are left out, because they would hide how the real requests fare.
 */
export function registerRequestMetrics(app: FastifyInstance, registry: Registry): void {
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered, by method, route and status',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the first byte of a request to the last byte of its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10],
    registers: [registry],
  });
  const inFlight = new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests that are being worked on',
    registers: [registry],
  });

  app.addHook('onRequest', (request, _reply, done) => {
    if (isMeasured(request)) {
      inFlight.inc();
    }
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    if (isMeasured(request)) {
      // The pattern, never the path: a path has no bound on its values, and each value is a time series.
      const route = request.routeOptions.url ?? 'unmatched';
      const labels = { method: request.method, route, status: String(reply.statusCode) };
      requests.inc(labels);
      duration.observe(labels, reply.elapsedTime / 1000);
      inFlight.dec();
    }
    done();
  });
}

function isMeasured(request: FastifyRequest): boolean {
  return !unmeasured.has(request.routeOptions.url ?? '');
}
