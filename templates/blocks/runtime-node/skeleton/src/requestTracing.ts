import { SpanKind, SpanStatusCode, type Context, type Span, context, propagation, trace } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import { serviceName, serviceVersion } from './service.js';

declare module 'fastify' {
  interface FastifyRequest {
    traced: { span: Span; context: Context } | undefined;
  }
}

const probes = new Set(['/healthz', '/readyz', '/metrics']);

/** Continues the caller's trace, or begins one, for each request, and puts its ids into the request's log lines. */
export function registerTracing(app: FastifyInstance): void {
  const tracer = trace.getTracer(serviceName, serviceVersion);
  app.decorateRequest('traced', undefined);

  app.addHook('onRequest', (request, reply, done) => {
    const parent = propagation.extract(context.active(), request.headers);
    const route = request.routeOptions.url ?? 'unmatched';
    const span = tracer.startSpan(
      `${request.method} ${route}`,
      {
        kind: SpanKind.SERVER,
        attributes: { 'http.request.method': request.method, 'http.route': route, 'url.path': request.url.split('?')[0] },
      },
      parent,
    );
    request.traced = { span, context: trace.setSpan(parent, span) };
    const { traceId, spanId } = span.spanContext();
    request.log = request.log.child({ trace_id: traceId, span_id: spanId });
    reply.log = request.log;
    context.with(request.traced.context, done);
  });
  // Reading a body leaves the asynchronous context of the first hook.
  app.addHook('preHandler', (request, _reply, done) => {
    context.with(request.traced?.context ?? context.active(), done);
  });
  app.addHook('onError', (request, _reply, error, done) => {
    request.traced?.span.recordException(error);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const span = request.traced?.span;
    span?.setAttribute('http.response.status_code', reply.statusCode);
    if (reply.statusCode >= 500) {
      span?.setStatus({ code: SpanStatusCode.ERROR });
    }
    span?.end();
    // Probes and scrapes come every few seconds, and a query may hold what must not be logged.
    const level = probes.has(request.routeOptions.url ?? '') ? 'debug' : 'info';
    const path = request.url.split('?')[0];
    const duration = Math.round(reply.elapsedTime);
    request.log[level](
      { method: request.method, path, status: reply.statusCode, duration_ms: duration },
      'request completed',
    );
    done();
  });
}
