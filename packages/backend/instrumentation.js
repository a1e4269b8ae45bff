// Loaded before everything else, so that it sees every module: node --require ./instrumentation.js packages/backend
// Metrics are served on METRICS_PORT; traces go where OTEL_EXPORTER_OTLP_ENDPOINT says, else nowhere.
const { isMainThread } = require('node:worker_threads');
const { PrometheusExporter } = require('@opentelemetry/exporter-prometheus');
const { HttpInstrumentation } = require('@opentelemetry/instrumentation-http');
const { PgInstrumentation } = require('@opentelemetry/instrumentation-pg');
const {
  RuntimeNodeInstrumentation,
} = require('@opentelemetry/instrumentation-runtime-node');
const {
  UndiciInstrumentation,
} = require('@opentelemetry/instrumentation-undici');
const { NodeSDK } = require('@opentelemetry/sdk-node');

/** Probes come every few seconds, and what waits for events is answered when there are some. */
function saysNothing(url) {
  return (
    url.startsWith('/.backstage/health/') ||
    url.startsWith('/api/events/bus/') ||
    url.includes('/eventstream')
  );
}

// The scaffolder works in threads, which load this file again.
if (isMainThread) {
  const { env } = process;
  // Names and units of OpenTelemetry's stable conventions: http.server.request.duration, in seconds.
  env.OTEL_SEMCONV_STABILITY_OPT_IN ??= 'http,database';
  if (!env.OTEL_EXPORTER_OTLP_ENDPOINT) env.OTEL_TRACES_EXPORTER ??= 'none';
  env.OTEL_LOGS_EXPORTER ??= 'none';

  const sdk = new NodeSDK({
    serviceName: env.OTEL_SERVICE_NAME ?? 'golden-path',
    metricReaders: [
      new PrometheusExporter({ port: Number(env.METRICS_PORT ?? 9464) }),
    ],
    instrumentations: [
      new HttpInstrumentation({
        ignoreIncomingRequestHook: ({ url = '' }) => saysNothing(url),
      }),
      new UndiciInstrumentation(),
      new PgInstrumentation({ requireParentSpan: true }),
      new RuntimeNodeInstrumentation(),
    ],
  });
  sdk.start();
}
