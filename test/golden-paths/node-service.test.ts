import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { execute } from './support/execute';
import { renderService } from './support/renderService';

jest.setTimeout(300_000);

let directory: string;
beforeAll(async () => {
  directory = await renderService(
    'node-service',
    join(__dirname, 'node-service.values.json'),
  );
  const installed = await execute('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: directory,
    timeoutMs: 240_000,
  });
  expect(installed).toEqual({ code: 0, output: expect.anything() });
});

it('names no registry, so that it installs from whichever is configured', async () => {
  const lock = await readFile(join(directory, 'package-lock.json'), 'utf8');
  expect(lock).not.toContain('"resolved"');
  expect(lock).toContain('"integrity"');
});

it.each(['lint', 'typecheck', 'test', 'test:coverage', 'build'])(
  'passes npm run %s',
  async script => {
    const { code, output } = await execute('npm', ['run', script], {
      cwd: directory,
      timeoutMs: 120_000,
    });
    expect(code === 0 ? '' : output).toBe('');
  },
);

describe('started from what was built', () => {
  let service: ChildProcess;
  let url: string;
  const lines: Record<string, unknown>[] = [];

  beforeAll(async () => {
    service = spawn('node', ['dist/main.js'], {
      cwd: directory,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'production',
        HOST: '127.0.0.1',
        PORT: '0',
        SHUTDOWN_DELAY_MS: '2500',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const output = createInterface({ input: service.stdout! });
    url = await new Promise(resolve => {
      output.on('line', line => {
        const entry = JSON.parse(line);
        lines.push(entry);
        const listening = /http:\/\/\S+/.exec(entry.message);
        if (listening) resolve(listening[0]);
      });
    });
  });
  afterAll(() => {
    service.kill('SIGKILL');
  });

  it('is alive, ready, and counts what it answers', async () => {
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    const ready = await fetch(`${url}/readyz`);
    expect(await ready.json()).toEqual({ status: 'ready', dependencies: {} });
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    const answer = await fetch(`${url}/v1/greetings/Ada`, {
      headers: { traceparent: `00-${traceId}-00f067aa0ba902b7-01` },
    });
    expect(await answer.json()).toEqual({ message: 'Hello, Ada!' });
    expect(await (await fetch(`${url}/metrics`)).text()).toMatch(
      /http_requests_total\{.*route="\/v1\/greetings\/:name",status="200"\} 1/,
    );
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 'info',
        service: 'orders',
        trace_id: traceId,
        status: 200,
      }),
    );
  });

  it('answers everything that arrives while it shuts down, and ends with 0', async () => {
    const failures: unknown[] = [];
    let answered = 0;
    // A load balancer goes on sending until it has noticed that readiness is 503.
    let leaves = Infinity;
    const client = async () => {
      while (Date.now() < leaves) {
        const status = await fetch(`${url}/v1/greetings/Ada`).then(
          async response => {
            await response.text();
            return response.status;
          },
          error => error.cause ?? error,
        );
        if (status === 200) answered++;
        else if (status !== 429) failures.push(status);
        await new Promise(resolve => {
          setTimeout(resolve, 10);
        });
      }
    };
    const clients = Promise.all([client(), client(), client()]);
    await new Promise(resolve => {
      setTimeout(resolve, 200);
    });
    const exited = once(service, 'exit');
    service.kill('SIGTERM');
    const ready = async () => (await fetch(`${url}/readyz`)).status;
    while ((await ready()) !== 503) {
      expect(service.exitCode).toBeNull();
    }
    leaves = Date.now() + 1_000;
    expect(await exited).toEqual([0, null]);
    await clients;
    expect(failures).toEqual([]);
    expect(answered).toBeGreaterThan(50);
    expect(lines.at(-1)).toMatchObject({
      message: 'shut down',
      outcome: 'drained',
    });
  });
});
