import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { context, propagation } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';
import Fastify, { type FastifyBaseLogger } from 'fastify';
import { Registry } from 'prom-client';
import { loggerOptions } from '../src/logging.js';
import { type Job, JobRefused } from '../src/queue/Job.js';
import { JobMetrics } from '../src/queue/JobMetrics.js';
import type { TakenJob } from '../src/queue/Queue.js';
import { attempt } from '../src/queue/attempt.js';
import { contextOf, seal } from '../src/queue/envelope.js';
import { startTracing } from '../src/tracing.js';

const spans = new InMemorySpanExporter();
const tracing = startTracing({ tracesUrl: undefined }, [new SimpleSpanProcessor(spans)]);
after(() => tracing.shutdown());

const traceId = '0af7651916cd43dd8448eb211c80319c';
const traceparent = `00-${traceId}-b7ad6b7169203331-01`;

/** Makes one attempt at a job whose handler does what the test says. */
async function attempted(
  handle: Job<number>['handle'],
  { retryCount = 0, timeoutMs = 1_000, payload = 7, abort = new AbortController(), refuses = false } = {},
) {
  const lines: Record<string, unknown>[] = [];
  const stream = { write: (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>) };
  const log: FastifyBaseLogger = Fastify({ logger: { ...loggerOptions('info'), stream } }).log;
  const settled: string[] = [];
  const settle = (how: string) => () => Promise.resolve(void settled.push(how));
  const registry = new Registry();
  const job: Job<number> = {
    queue: 'numbers',
    parse: data => {
      if (refuses) throw new JobRefused('no number');
      return data as number;
    },
    handle,
    timeoutMs,
    attempts: 3,
    retryDelaySeconds: 1,
    retryDelayMaxSeconds: 1,
  };
  const taken: TakenJob = {
    id: 'job-1',
    name: 'numbers',
    data: { payload, trace: { traceparent } },
    retryCount,
    retryLimit: 2,
    createdOn: new Date(Date.now() - 5_000),
    startAfter: new Date(Date.now() - 5_000),
  };
  const queue = { complete: settle('complete'), fail: settle('fail'), refuse: settle('refuse') };
  const metrics = new JobMetrics(registry, [job], 1);
  const outcome = await attempt({ queue, metrics, log }, job, taken, abort);
  return { outcome, settled, lines, metrics: await registry.metrics() };
}

test('completes a job, within the trace that it carries', async () => {
  spans.reset();
  let seen: unknown;
  const { outcome, settled, lines, metrics } = await attempted((payload, { log, attempt: number }) => {
    log.info('working');
    const onward: Record<string, string> = {};
    propagation.inject(context.active(), onward);
    seen = { payload, number, onward: onward.traceparent?.split('-')[1] };
    return Promise.resolve();
  });
  assert.equal(outcome, 'completed');
  assert.deepEqual(settled, ['complete']);
  assert.deepEqual(seen, { payload: 7, number: 1, onward: traceId });
  for (const message of ['working', 'job completed']) {
    const line = lines.find(each => each.message === message);
    assert.deepEqual([line?.trace_id, line?.job_id, line?.queue], [traceId, 'job-1', 'numbers']);
  }
  const [span] = spans.getFinishedSpans();
  assert.equal(span?.name, 'process numbers');
  assert.equal(span?.parentSpanContext?.spanId, 'b7ad6b7169203331');
  assert.match(metrics, /jobs_total\{queue="numbers",outcome="completed"\} 1/);
  assert.match(metrics, /job_latency_seconds_bucket\{le="10",queue="numbers"\} 1/);
  assert.match(metrics, /job_latency_seconds_bucket\{le="2.5",queue="numbers"\} 0/);
});

test('has a job that failed tried again while there are attempts, and not after the last one', async () => {
  const fails = () => Promise.reject(new Error('out of luck'));
  const first = await attempted(fails);
  assert.deepEqual([first.outcome, first.settled], ['failed', ['fail']]);
  const last = await attempted(fails, { retryCount: 2 });
  assert.deepEqual([last.outcome, last.settled], ['dead', ['fail']]);
  assert.match(last.metrics, /jobs_total\{queue="numbers",outcome="dead"\} 1/);
  assert.equal(last.lines.at(-1)?.level, 'error');
});

test('tries a job that is refused no further', async () => {
  const { outcome, settled } = await attempted(() => Promise.resolve(), { refuses: true });
  assert.deepEqual([outcome, settled], ['dead', ['refuse']]);
});

test('ends a job whose time is over, and tells the handler', async () => {
  let told = false;
  const { outcome, lines } = await attempted(
    (_payload, { signal }) => {
      signal.addEventListener('abort', () => (told = true));
      return new Promise(() => undefined);
    },
    { timeoutMs: 50 },
  );
  assert.deepEqual([outcome, told], ['failed', true]);
  assert.match(JSON.stringify(lines.at(-1)), /not done after 50 ms/);
});

test('settles nothing that was given back', async () => {
  const abort = new AbortController();
  const running = attempted(() => new Promise(() => undefined), { abort });
  abort.abort(new Error('given back'));
  const { outcome, settled } = await running;
  assert.deepEqual([outcome, settled], ['returned', []]);
});

test('takes the trace along from where a job is made, and does without', () => {
  const made = context.with(contextOf({ payload: 0, trace: { traceparent } }), () => seal({ a: 1 }));
  assert.deepEqual(made, { payload: { a: 1 }, trace: { traceparent } });
  assert.deepEqual(seal(1), { payload: 1, trace: {} });
  contextOf(null);
});
