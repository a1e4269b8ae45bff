import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider, type SpanProcessor } from '@opentelemetry/sdk-trace-node';
import type { Config } from './config.js';
import { serviceName, serviceVersion } from './service.js';

/** Starts OpenTelemetry. Traces are exported when the configuration says where to. */
export function startTracing(config: Pick<Config, 'tracesUrl'>, extra: SpanProcessor[] = []): NodeTracerProvider {
  const exporting = config.tracesUrl
    ? [new BatchSpanProcessor(new OTLPTraceExporter({ url: config.tracesUrl, timeoutMillis: 5_000 }))]
    : [];
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName, 'service.version': serviceVersion }),
    spanProcessors: [...exporting, ...extra],
  });
  provider.register();
  return provider;
}
