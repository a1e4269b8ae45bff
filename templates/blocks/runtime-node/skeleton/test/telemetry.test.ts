import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import { startTracing } from '../src/tracing.js';
import { withService } from './support.js';

const spans = new InMemorySpanExporter();
const tracing = startTracing({ tracesUrl: undefined }, [new SimpleSpanProcessor(spans)]);
after(() => tracing.shutdown());

test('counts and times requests by route, without probes', () =>
  withService(async ({ app }) => {
    await app.inject('/v1/greetings/Ada');
    await app.inject('/v1/greetings/Grace');
    await app.inject('/nowhere/at/all');
    await app.inject('/healthz');

    const { body, headers } = await app.inject('/metrics');
    assert.match(String(headers['content-type']), /^text\/plain/);
    assert.match(body, /http_requests_total\{method="GET",route="\/v1\/greetings\/:name",status="200"\} 2/);
    assert.match(body, /http_requests_total\{method="GET",route="unmatched",status="404"\} 1/);
    assert.match(body, /http_request_duration_seconds_count\{[^}]*route="\/v1\/greetings\/:name"[^}]*\} 2/);
    assert.match(body, /http_requests_in_flight 0/);
    assert.match(body, /nodejs_eventloop_lag_p99_seconds /);
    assert.doesNotMatch(body, /route="\/healthz"/);
  }));

test("continues the caller's trace, and writes its ids into every line of the request's log", () =>
  withService(async ({ app }) => {
    const bindings: Record<string, unknown>[] = [];
    app.addHook('preHandler', (request, _reply, done) => {
      bindings.push((request.log as unknown as { bindings(): Record<string, unknown> }).bindings());
      done();
    });
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    spans.reset();
    await app.inject({
      url: '/v1/greetings/Ada',
      headers: { traceparent: `00-${traceId}-b7ad6b7169203331-01` },
    });

    const [span] = spans.getFinishedSpans();
    assert.equal(span?.name, 'GET /v1/greetings/:name');
    assert.equal(span?.spanContext().traceId, traceId);
    assert.equal(span?.attributes['http.response.status_code'], 200);
    assert.equal(bindings[0]?.trace_id, traceId);
  }));
