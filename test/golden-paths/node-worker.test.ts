import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { parse } from 'yaml';
import {
  postgresProblem,
  TestPostgres,
} from '../../plugins/production-readiness-backend/src/__testUtils__/TestPostgres';
import { execute } from './support/execute';
import { metricNames, valuesOf } from './support/metricNames';
import { renderService } from './support/renderService';
import { startProxy } from './support/startProxy';
import { RunningService, startService } from './support/startService';

jest.setTimeout(300_000);

const problem = postgresProblem();
const describeWithPostgres = problem
  ? (what: string, tests: () => void) =>
      describe.skip(`${what}, skipped because ${problem}`, tests)
  : describe;

let directory: string;
beforeAll(async () => {
  directory = await renderService(
    'node-worker',
    join(__dirname, 'node-worker.values.json'),
  );
  const { code, output } = await run('npm', ['ci', '--no-audit', '--no-fund']);
  expect(code === 0 ? '' : output).toBe('');
});

function run(
  command: string,
  args: string[],
  env: Record<string, string> = {},
) {
  const assignments = Object.entries(env).map(
    ([key, value]) => `${key}=${value}`,
  );
  return execute('env', [...assignments, command, ...args], {
    cwd: directory,
    timeoutMs: 240_000,
  });
}

describeWithPostgres('a worker with defaults', () => {
  let postgres: TestPostgres;
  let port: number;
  const workers: RunningService[] = [];

  const urlOf = (database: string, at = port) =>
    `postgresql://postgres:${postgres.connection.password}@127.0.0.1:${at}/${database}`;

  async function connect(database: string) {
    const client = new Client({ connectionString: urlOf(database) });
    await client.connect();
    return client;
  }

  beforeAll(async () => {
    postgres = await TestPostgres.start();
    ({ port } = postgres.connection);
    const admin = await connect('postgres');
    await admin.query('CREATE DATABASE test');
    await admin.query('CREATE DATABASE jobs');
    await admin.end();
  });
  afterAll(async () => {
    workers.forEach(worker => worker.process.kill('SIGKILL'));
    await postgres?.stop();
  });

  async function start(env: Record<string, string> = {}) {
    const worker = await startService('node', ['dist/main.js'], {
      cwd: directory,
      env: {
        NODE_ENV: 'production',
        DATABASE_URL: urlOf('jobs'),
        JOB_CONCURRENCY: '5',
        JOB_HEARTBEAT_SECONDS: '10',
        // Handlers that wait for a lock wait for as long as a test wants.
        DATABASE_TIMEOUT_MS: '60000',
        ...env,
      },
    });
    workers.push(worker);
    return worker;
  }

  async function until(
    what: string,
    holds: () => Promise<boolean> | boolean,
    seconds = 30,
  ) {
    const deadline = Date.now() + seconds * 1000;
    while (!(await holds())) {
      if (Date.now() > deadline) throw new Error(`${what} did not come about`);
      await new Promise(wake => {
        setTimeout(wake, 50);
      });
    }
  }

  const readiness = async ({ url }: RunningService) => {
    const response = await fetch(`${url}/readyz`);
    return { status: response.status, body: await response.json() };
  };
  const isReady = async (worker: RunningService) =>
    (await readiness(worker)).status === 200;

  /** Sends payments, each as often as it is given. */
  async function send(payments: object[]) {
    const script = `
      import { Registry } from 'prom-client';
      import { connectDatabase } from './dist/database/database.js';
      import { loadConfig } from './dist/config.js';
      import { Queue } from './dist/queue/Queue.js';
      const log = { info() {}, warn: console.error };
      const config = loadConfig(process.env);
      const database = connectDatabase(config, new Registry(), log);
      const queue = new Queue(config, [], database, log);
      await queue.start(AbortSignal.timeout(20_000));
      for (const payment of ${JSON.stringify(payments)}) {
        await queue.enqueue('record-payment', payment);
      }
      await queue.stop();
      await database.close();`;
    const { code, output } = await run(
      'node',
      ['--input-type=module', '-e', script],
      { DATABASE_URL: urlOf('jobs') },
    );
    expect(code === 0 ? '' : output).toBe('');
  }

  const paymentsOf = (account: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      paymentId: `${account}-${index}`,
      account,
      cents: 1,
    }));

  /** How many jobs of an account are in which state, its balance, and how often one was taken at most. */
  async function stateOf(client: Client, account: string) {
    const { rows } = await client.query(
      `SELECT state, count(*)::int AS jobs, max(retry_count) AS retries FROM pgboss.job
        WHERE name = 'record-payment' AND data->'payload'->>'account' = $1 GROUP BY state`,
      [account],
    );
    const balance = await client.query(
      'SELECT cents::int FROM balances WHERE account = $1',
      [account],
    );
    return {
      jobs: Object.fromEntries(rows.map(row => [row.state, row.jobs])),
      retries: Math.max(...rows.map(row => row.retries)),
      cents: balance.rows[0]?.cents,
    };
  }

  /** Holds up every payment until it is released. */
  async function holdPayments() {
    const client = await connect('jobs');
    await client.query('BEGIN');
    await client.query('LOCK TABLE balances IN EXCLUSIVE MODE');
    return {
      release: async () => {
        await client.query('COMMIT');
        await client.end();
      },
    };
  }

  const inHand = async (client: Client, account: string) =>
    (await stateOf(client, account)).jobs.active ?? 0;

  async function end(worker: RunningService) {
    const exited = once(worker.process, 'exit');
    worker.process.kill('SIGTERM');
    expect(await exited).toEqual([0, null]);
    return worker.lines.at(-1);
  }

  it.each(['lint', 'typecheck', 'test', 'test:coverage', 'build'])(
    'passes npm run %s',
    async script => {
      const { code, output } = await run('npm', ['run', script], {
        TEST_DATABASE_URL: urlOf('test'),
      });
      expect(code === 0 ? '' : output).toBe('');
      expect(output).not.toMatch(/^# skipped [1-9]/m);
    },
  );

  it('migrates up, down and up', async () => {
    const env = { DATABASE_URL: urlOf('jobs') };
    for (const args of [
      ['migrate'],
      ['migrate:down', '--', '4'],
      ['migrate'],
    ]) {
      const { code, output } = await run('npm', ['run', ...args], env);
      expect(code === 0 ? '' : output).toBe('');
      expect(output).toContain('0001_create-handled-jobs');
    }
  });

  it('is not ready while PostgreSQL is down, from the first moment or later, and goes on by itself', async () => {
    const proxy = await startProxy(port);
    const worker = await start({
      DATABASE_URL: urlOf('jobs', proxy.port),
      DATABASE_TIMEOUT_MS: '2000',
    });
    expect(await readiness(worker)).toEqual({
      status: 503,
      body: { status: 'starting', dependencies: { database: 'down' } },
    });
    expect((await fetch(`${worker.url}/healthz`)).status).toBe(200);

    await proxy.restore();
    await until('readiness', () => isReady(worker));
    await proxy.cut();
    expect(await readiness(worker)).toEqual({
      status: 503,
      body: { status: 'unavailable', dependencies: { database: 'down' } },
    });
    expect((await fetch(`${worker.url}/healthz`)).status).toBe(200);

    await send(paymentsOf('patient', 3));
    await proxy.restore();
    const client = await connect('jobs');
    await until(
      'the payments',
      async () => (await stateOf(client, 'patient')).jobs.completed === 3,
    );
    await client.end();
    expect(await isReady(worker)).toBe(true);
    expect(await end(worker)).toMatchObject({ outcome: 'drained' });
    await proxy.cut();
  });

  it('does a job that is sent by hand, says so with its trace, and passes its smoke test', async () => {
    const worker = await start();
    await until('readiness', () => isReady(worker));
    const env = { DATABASE_URL: urlOf('jobs'), NODE_ENV: 'production' };
    const queue = (...args: string[]) =>
      run('node', ['dist/queue/queueCommand.js', ...args], env);
    expect(await queue('smoke')).toMatchObject({ code: 0 });
    const sent = await queue('send', 'record-payment', '{"cents":"many"}');
    const { job_id: id } = JSON.parse(sent.output);
    await until('the refusal', async () =>
      (await queue('dead', 'record-payment')).output.includes(id),
    );
    expect(worker.lines).toContainEqual(
      expect.objectContaining({
        level: 'error',
        message: 'job became a dead letter',
        service: 'payments',
        queue: 'record-payment',
        job_id: id,
        trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      }),
    );
    expect((await queue('nonsense')).code).toBe(1);
    await end(worker);
  });

  it('exposes every metric that a rule or the dashboard names', async () => {
    const worker = await start();
    await until('readiness', () => isReady(worker));
    const folder = join(directory, 'charts/payments/files');
    const rules = parse(await readFile(join(folder, 'rules.yaml'), 'utf8'));
    const dashboard = JSON.parse(
      await readFile(join(folder, 'dashboard.json'), 'utf8'),
    );
    const recorded = valuesOf(rules, 'record');
    const named = [rules, dashboard]
      .flatMap(file => valuesOf(file, 'expr'))
      .flatMap(metricNames)
      .filter(name => !recorded.includes(name) && !/^(up|kube_)/.test(name));
    expect(new Set(named).size).toBeGreaterThan(10);
    // Histograms have no series before the first job.
    await send(paymentsOf('measured', 1));
    const scrape = async () => (await fetch(`${worker.url}/metrics`)).text();
    await until('the job', async () =>
      /job_latency_seconds_count\{queue="record-payment"\} 1/.test(
        await scrape(),
      ),
    );
    const all = await scrape();
    expect(
      named.filter(name => !new RegExp(`^${name}[ {]`, 'm').test(all)),
    ).toEqual([]);
    await end(worker);
  });

  it('ends under load without losing a job or doing one twice: it finishes those in hand, and leaves the rest', async () => {
    const client = await connect('jobs');
    const payments = paymentsOf('drained', 60);
    const held = await holdPayments();
    const first = await start();
    // Every payment is sent twice, as senders do.
    await send([...payments, ...payments]);
    await until(
      'jobs in hand',
      async () => (await inHand(client, 'drained')) === 5,
    );
    const ended = end(first);
    await until('draining', async () => !(await isReady(first)));
    expect((await readiness(first)).body.status).toBe('draining');
    await held.release();
    expect(await ended).toMatchObject({ outcome: 'drained', given_back: 0 });
    const between = await stateOf(client, 'drained');
    expect(between.jobs).toEqual({ completed: 5, created: 115 });
    expect(between.retries).toBe(0);

    const others = await Promise.all([start(), start()]);
    await until(
      'all jobs',
      async () => (await stateOf(client, 'drained')).jobs.completed === 120,
    );
    expect((await stateOf(client, 'drained')).cents).toBe(60);
    await Promise.all(others.map(end));
    await client.end();
  });

  it('gives back what it cannot finish in time, and another process does it at once', async () => {
    const client = await connect('jobs');
    const held = await holdPayments();
    const first = await start({ SHUTDOWN_TIMEOUT_MS: '300' });
    await send(paymentsOf('returned', 5));
    await until(
      'jobs in hand',
      async () => (await inHand(client, 'returned')) === 5,
    );
    expect(await end(first)).toMatchObject({ given_back: 5 });
    expect((await stateOf(client, 'returned')).jobs).toEqual({ created: 5 });
    await held.release();
    const second = await start();
    await until(
      'all jobs',
      async () => (await stateOf(client, 'returned')).jobs.completed === 5,
    );
    expect((await stateOf(client, 'returned')).cents).toBe(5);
    await end(second);
    await client.end();
  });

  it('survives that its connections are cut while jobs are at work, and does them again', async () => {
    const client = await connect('jobs');
    const held = await holdPayments();
    const worker = await start();
    await send(paymentsOf('cut', 5));
    await until(
      'jobs at work',
      async () => (await inHand(client, 'cut')) === 5,
    );
    const waiting = `FROM pg_stat_activity
      WHERE wait_event_type = 'Lock' AND query LIKE 'INSERT INTO balances%'`;
    await until('jobs that wait for the lock', async () => {
      const { rows } = await client.query(`SELECT pid ${waiting}`);
      return rows.length === 5;
    });
    await client.query(`SELECT pg_terminate_backend(pid) ${waiting}`);
    await held.release();
    await until(
      'all jobs',
      async () => (await stateOf(client, 'cut')).jobs.completed === 5,
    );
    expect((await stateOf(client, 'cut')).cents).toBe(5);
    expect(await isReady(worker)).toBe(true);
    await end(worker);
    await client.end();
  });

  it('is survived by its jobs when it is killed: another process does them, each once', async () => {
    const client = await connect('jobs');
    const held = await holdPayments();
    const first = await start();
    await send(paymentsOf('killed', 5));
    await until(
      'jobs in hand',
      async () => (await inHand(client, 'killed')) === 5,
    );
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');
    const second = await start();
    await held.release();
    await until(
      'all jobs',
      async () => (await stateOf(client, 'killed')).jobs.completed === 5,
      90,
    );
    expect(await stateOf(client, 'killed')).toEqual({
      jobs: { completed: 5 },
      retries: 1,
      cents: 5,
    });
    await end(second);
    await client.end();
  });
});
