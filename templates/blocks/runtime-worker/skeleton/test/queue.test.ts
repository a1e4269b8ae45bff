import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { type Service, createService } from '../src/app.js';
import { migrate } from '../src/database/migrate.js';
import type { HealthReport } from '../src/health.js';
import type { AnyJob, Job } from '../src/queue/Job.js';
import { shutDown } from '../src/shutdown.js';
import { testConfig } from './support.js';
import { until } from './support/until.js';

// In CI, and with a database of its own: TEST_DATABASE_URL=postgresql://…/test npm test
const databaseUrl = process.env.TEST_DATABASE_URL ?? '';
const skip = databaseUrl === '' && 'TEST_DATABASE_URL is not set';

async function query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

const balances = async () =>
  Object.fromEntries(
    (await query<{ account: string; cents: string }>('SELECT account, cents FROM balances')).map(({ account, cents }) => [
      account,
      Number(cents),
    ]),
  );

async function tables(): Promise<string[]> {
  const rows = await query<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> 'schema_migrations' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** Runs a test against a worker that takes jobs. */
async function withWorker(use: (service: Service) => Promise<void>, jobs: AnyJob[] = []): Promise<void> {
  const service = await createService(testConfig({ databaseUrl, pollIntervalMs: 50 }), jobs);
  await service.start();
  try {
    await use(service);
  } finally {
    await shutDown(service, { shutdownTimeoutMs: 1_000 });
  }
}

/** A kind of job for one test. */
function kind(queue: string, handle: Job<unknown>['handle'], limits: Partial<Job<unknown>> = {}): AnyJob {
  return {
    queue,
    parse: data => data,
    handle,
    timeoutMs: 5_000,
    attempts: 3,
    retryDelaySeconds: 1,
    retryDelayMaxSeconds: 1,
    ...limits,
  };
}

before(async () => {
  if (skip) return;
  await query('DROP SCHEMA IF EXISTS pgboss CASCADE');
  await migrate({ databaseUrl, direction: 'down', count: Infinity });
  await migrate({ databaseUrl, direction: 'up' });
});
after(async () => {
  if (!skip) await query('DROP SCHEMA IF EXISTS pgboss CASCADE');
});

test('is not ready while the database is down, and can be ended all the same', async () => {
  const service = await createService(testConfig({ databaseUrl: 'postgresql://nobody@127.0.0.1:9/nothing' }));
  const starting = service.start();
  const ready = await service.app.inject('/readyz');
  assert.equal(ready.statusCode, 503);
  assert.deepEqual(ready.json<HealthReport>(), { status: 'starting', dependencies: { database: 'down' } });
  assert.equal((await service.app.inject('/healthz')).statusCode, 200);
  assert.doesNotMatch((await service.app.inject('/metrics')).body, /queue_jobs\{/);
  assert.equal(await shutDown(service, { shutdownTimeoutMs: 1_000 }), 0);
  await starting;
});

test('migrates up, down to nothing, and up again', { skip }, async () => {
  const complete = await tables();
  assert.ok(complete.includes('balances.currency'));
  await migrate({ databaseUrl, direction: 'down', count: Infinity });
  assert.deepEqual(await tables(), []);
  await migrate({ databaseUrl, direction: 'up' });
  assert.deepEqual(await tables(), complete);
});

test('records a payment once, however often and from wherever it is sent', { skip }, () =>
  withWorker(service =>
    withWorker(async ({ queue, app }) => {
      const payment = { paymentId: 'p-1', account: 'ada', cents: 250 };
      const ids = await Promise.all(Array.from({ length: 20 }, () => service.queue.enqueue('record-payment', payment)));
      await queue.enqueue('record-payment', { paymentId: 'p-2', account: 'ada', cents: 50 });
      await until(async () => {
        const states = await Promise.all(ids.map(id => queue.stateOf('record-payment', id)));
        return states.every(state => state === 'completed') && (await balances()).ada === 300;
      });
      assert.deepEqual(await balances(), { ada: 300 });
      const { body } = await app.inject('/metrics');
      assert.match(body, /queue_jobs\{queue="record-payment",state="waiting"\} 0/);
      assert.match(body, /queue_oldest_job_age_seconds\{queue="record-payment"\} 0/);
    }),
  ),
);

test('makes a dead letter of what cannot be understood, and puts it back when asked', { skip }, () =>
  withWorker(async ({ queue, app }) => {
    await queue.enqueue('record-payment', { paymentId: '', account: 'ada', cents: 1 });
    await until(async () => (await queue.deadLetters('record-payment', 10)).length === 1);
    const [letter] = await queue.deadLetters('record-payment', 10);
    assert.match(JSON.stringify(letter?.error), /a payment needs paymentId/);
    assert.match((await app.inject('/metrics')).body, /queue_dead_letters\{queue="record-payment"\} 1/);

    assert.equal(await queue.revive('record-payment'), 1);
    await until(async () => (await queue.deadLetters('record-payment', 10)).length === 1);
    const [again] = await queue.deadLetters('record-payment', 10);
    assert.ok(again && again.id !== letter?.id);

    await queue.drop('record-payment', [again.id]);
    assert.deepEqual(await queue.deadLetters('record-payment', 10), []);
  }),
);

test('tries again, later each time, and gives up after the last attempt', { skip }, async () => {
  const attempts: number[] = [];
  const flaky = kind('flaky', (_payload, { attempt }) => {
    attempts.push(attempt);
    return attempt < 2 ? Promise.reject(new Error('not yet')) : Promise.resolve();
  });
  const hopeless = kind('hopeless', () => Promise.reject(new Error('never')), { attempts: 2 });
  await withWorker(
    async ({ queue }) => {
      const id = await queue.enqueue('flaky', {});
      await queue.enqueue('hopeless', { a: 1 });
      await until(async () => (await queue.stateOf('flaky', id)) === 'completed');
      assert.deepEqual(attempts, [1, 2]);
      await until(async () => (await queue.deadLetters('hopeless', 1)).length === 1);
      const [letter] = await queue.deadLetters('hopeless', 1);
      assert.deepEqual(letter?.payload, { a: 1 });
      assert.match(JSON.stringify(letter?.error), /never/);
    },
    [flaky, hopeless],
  );
});

test('gives back at the end what it cannot finish, and another worker does it', { skip }, async () => {
  const began: number[] = [];
  const slow = kind('slow', async (_payload, { attempt, signal }) => {
    began.push(attempt);
    if (attempt === 1) await wait(60_000, undefined, { signal });
  }, { timeoutMs: 90_000 });
  const config = testConfig({ databaseUrl, pollIntervalMs: 50 });
  const first = await createService(config, [slow]);
  await first.start();
  const id = await first.queue.enqueue('slow', {});
  await until(() => began.length === 1);
  assert.equal(await shutDown(first, { shutdownTimeoutMs: 200 }), 1);
  await withWorker(async ({ queue }) => {
    await until(async () => (await queue.stateOf('slow', id)) === 'completed');
    assert.deepEqual(began, [1, 2]);
  }, [slow]);
});

test('makes a job only when what made it was committed', { skip }, () =>
  withWorker(async ({ queue }) => {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    const enqueue = (paymentId: string) =>
      queue.enqueue('record-payment', { paymentId, account: 'grace', cents: 10 }, { transaction: client });
    await client.query('BEGIN');
    const lost = await enqueue('rolled-back');
    await client.query('ROLLBACK');
    await client.query('BEGIN');
    const kept = await enqueue('committed');
    await client.query('COMMIT');
    await client.end();
    await until(async () => (await queue.stateOf('record-payment', kept)) === 'completed');
    assert.equal(await queue.stateOf('record-payment', lost), undefined);
    assert.equal((await balances()).grace, 10);
  }),
);
