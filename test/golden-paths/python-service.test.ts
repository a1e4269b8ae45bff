import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  TestPostgres,
  postgresProblem,
} from '../../plugins/production-readiness-backend/src/__testUtils__/TestPostgres';
import { execute } from './support/execute';
import { findPython, installRequirements, Python } from './support/python';
import { renderService } from './support/renderService';
import {
  RunningService,
  startService,
  stopUnderLoad,
} from './support/startService';
import { temporaryDirectory } from './support/temporaryDirectory';

jest.setTimeout(300_000);

const plain = findPython(['circuitbreaker', 'openfeature-sdk']);
const complete = findPython();

function describeWith(
  what: string,
  problem: string | undefined,
  tests: () => void,
) {
  if (problem) describe.skip(`${what}, skipped because ${problem}`, tests);
  else describe(what, tests);
}

const problemOf = (python: Python | string) =>
  typeof python === 'string' ? python : undefined;

async function render(
  values: object | undefined,
  python: Python | string,
): Promise<string> {
  let file = join(__dirname, 'python-service.values.json');
  if (values) {
    const answers = JSON.parse(await readFile(file, 'utf8'));
    file = join(await temporaryDirectory(), 'values.json');
    await writeFile(file, JSON.stringify({ ...answers, ...values }));
  }
  const directory = await renderService('python-service', file);
  installRequirements(python as Python, directory);
  return directory;
}

async function make(
  directory: string,
  target: string,
  env: Record<string, string> = {},
) {
  const assignments = Object.entries(env).map(
    ([key, value]) => `${key}=${value}`,
  );
  return execute('env', [...assignments, 'make', target], {
    cwd: directory,
    timeoutMs: 240_000,
  });
}

function start(
  directory: string,
  env: Record<string, string> = {},
): Promise<RunningService> {
  return startService('.venv/bin/python', ['-m', 'service'], {
    cwd: directory,
    env: {
      PYTHONPATH: 'src',
      SHUTDOWN_DELAY_MS: '1500',
      RATE_LIMIT_PER_MINUTE: '100000',
      ...env,
    },
  });
}

describeWith('a service with defaults', problemOf(plain), () => {
  let directory: string;
  beforeAll(async () => {
    directory = await render(undefined, plain);
  });

  it('locks each package that it ships to its hashes, from whichever index is configured', async () => {
    const lock = await readFile(join(directory, 'requirements.txt'), 'utf8');
    const entries = lock.split(/^(?=[a-z])/m).slice(1);
    expect(entries.length).toBeGreaterThan(20);
    for (const entry of entries) {
      expect(entry).toMatch(
        /^[a-z0-9-]+==\S+( ; [^\\\n]+)? \\\n( {4}--hash=sha256:[0-9a-f]{64}( \\)?\n)+/,
      );
    }
    expect(lock).not.toMatch(/https?:|index-url|^(?:sqlalchemy|httpx)=/m);
  });

  it.each(['lint', 'typecheck', 'test', 'test-coverage', 'build'])(
    'passes make %s',
    async target => {
      const { code, output } = await make(directory, target);
      expect(code === 0 ? '' : output).toBe('');
    },
  );

  it('says in one line which settings cannot be used', async () => {
    await expect(
      start(directory, { PORT: 'http', LOG_LEVEL: 'loud' }),
    ).rejects.toThrow(/"level": "fatal".*PORT: .*LOG_LEVEL: /);
  });

  it('serves, tells about it, and loses no request when it ends', async () => {
    const service = await start(directory);
    try {
      expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
      const ready = await fetch(`${service.url}/readyz`);
      expect(await ready.json()).toEqual({ status: 'ready', dependencies: {} });
      const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
      const answer = await fetch(`${service.url}/v1/greetings/Ada`, {
        headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
      });
      expect(await answer.json()).toEqual({ message: 'Hello, Ada!' });
      expect(await (await fetch(`${service.url}/metrics`)).text()).toMatch(
        /http_requests_total\{.*route="\/v1\/greetings\/\{name\}",status="200"\} 1/,
      );
      expect(service.lines).toContainEqual(
        expect.objectContaining({
          level: 'info',
          service: 'orders',
          trace_id: traceId,
          status: 200,
        }),
      );

      const { exit, answered, failures, draining } = await stopUnderLoad(
        service,
        '/v1/greetings/Ada',
      );
      expect(failures).toEqual([]);
      expect(answered).toBeGreaterThan(50);
      expect(draining).toBe(503);
      expect(exit).toEqual([0, null]);
      expect(service.lines.at(-1)).toMatchObject({
        message: 'shut down',
        outcome: 'drained',
      });
    } finally {
      service.process.kill('SIGKILL');
    }
  });
});

describeWith(
  'a service with a database',
  problemOf(plain) ?? postgresProblem(),
  () => {
    let directory: string;
    let postgres: TestPostgres;
    let url: string;
    beforeAll(async () => {
      directory = await render({ database: 'postgresql' }, plain);
      postgres = await TestPostgres.start();
      const { user, password, host, port } = postgres.connection;
      url = `postgresql://${user}:${password}@${host}:${port}/postgres`;
    });

    it.each(['lint', 'typecheck', 'test'])('passes make %s', async target => {
      const { code, output } = await make(directory, target, {
        TEST_DATABASE_URL: url,
      });
      expect(code === 0 ? '' : output).toBe('');
      expect(output).not.toContain('skipped');
    });

    it('serves while migrations go down and up, and is not ready once the database is gone', async () => {
      expect(
        (await make(directory, 'migrate', { DATABASE_URL: url })).code,
      ).toBe(0);
      const service = await start(directory, { DATABASE_URL: url });
      try {
        const headers = { 'content-type': 'application/json' };
        const body = JSON.stringify({ title: 'A note', body: 'kept' });
        const post = () =>
          fetch(`${service.url}/v1/notes`, { method: 'POST', headers, body });
        expect((await post()).status).toBe(201);
        for (const target of ['migrate-down', 'migrate-down', 'migrate']) {
          const migrated = make(directory, target, { DATABASE_URL: url });
          for (let i = 0; i < 20; i++) {
            expect((await post()).status).toBe(201);
            expect((await fetch(`${service.url}/v1/notes`)).status).toBe(200);
          }
          expect(await migrated).toMatchObject({ code: 0 });
        }
        expect((await fetch(`${service.url}/readyz`)).status).toBe(200);

        await postgres.stop();
        const down = await fetch(`${service.url}/readyz`);
        expect(down.status).toBe(503);
        expect(await down.json()).toEqual({
          status: 'unavailable',
          dependencies: { database: 'down' },
        });
        expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
      } finally {
        service.process.kill('SIGKILL');
      }
    });
  },
);

describeWith('a service with every option on', problemOf(complete), () => {
  it('passes its own checks', async () => {
    const directory = await render(
      { database: 'postgresql', resilience: true, flags: true },
      complete,
    );
    for (const target of ['lint', 'typecheck', 'test']) {
      const { code, output } = await make(directory, target);
      expect(code === 0 ? '' : output).toBe('');
    }
  });
});
