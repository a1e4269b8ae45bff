import { ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createClone, evaluate } from './support/scripts';

jest.setTimeout(60_000);

/**
 * A script that starts a service as the portal is started: a Node program that starts a program of its own
 * and, like a hanging one, does not care for SIGTERM.
 */
const SCRIPT = `
import { runMain } from './lib/main.mjs';
import { failWhenStopped, startService } from './lib/services.mjs';

const start = (name, env) =>
  startService({
    name,
    title: name,
    args: ['service.cjs'],
    cwd: process.cwd(),
    env: { ...process.env, ...env },
    node: { path: process.execPath },
    logs: 'logs',
  });

runMain(async () => {
  const services = [start('service')];
  if (process.env.QUICK) services.push(start('slow', { QUICK: '400' }));
  await failWhenStopped(services);
});
`;
const SERVICE = `
const { spawn } = require('node:child_process');
const { writeFileSync } = require('node:fs');
if (process.env.QUICK) {
  process.once('SIGTERM', () => setTimeout(() => process.exit(0), process.env.QUICK));
}
if (process.env.FAIL) throw new Error('The database is on fire');
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
writeFileSync('ready-' + process.env.QUICK, '');
writeFileSync('pids.json', JSON.stringify([process.pid, child.pid]));
setInterval(() => {}, 1000);
`;

const started: ChildProcess[] = [];
afterEach(() => started.splice(0).forEach(script => script.kill('SIGKILL')));

async function startScript(env: NodeJS.ProcessEnv = {}) {
  const clone = await createClone();
  await writeFile(join(clone, 'scripts/service.test-run.mjs'), SCRIPT);
  await writeFile(join(clone, 'service.cjs'), SERVICE);
  const script = spawn(process.execPath, ['scripts/service.test-run.mjs'], {
    cwd: clone,
    env: { PATH: process.env.PATH, ...env },
  });
  started.push(script);
  return { clone, script };
}

async function pidsOf(clone: string): Promise<number[]> {
  return eventually(() =>
    JSON.parse(readFileSync(join(clone, 'pids.json'), 'utf8')),
  );
}

async function eventually<T>(ask: () => T): Promise<T> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    try {
      return ask();
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise(done => setTimeout(done, 50));
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const exitOf = (child: ChildProcess) =>
  new Promise<number | null>(done => child.once('exit', done));

describe('the processes of the portal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    'end with the script on %s, all of them',
    async (signal, code) => {
      const { clone, script } = await startScript();
      const pids = await pidsOf(clone);
      const exit = exitOf(script);
      script.kill(signal);
      expect(await exit).toBe(code);
      await eventually(() => expect(pids.map(isAlive)).toEqual([false, false]));
    },
  );

  it('say nothing when they end because they were told to', async () => {
    const { clone, script } = await startScript({ QUICK: '1' });
    let stderr = '';
    script.stderr!.on('data', data => (stderr += data));
    await pidsOf(clone);
    await eventually(() =>
      expect(readdirSync(clone)).toEqual(
        expect.arrayContaining(['ready-1', 'ready-400']),
      ),
    );
    const exit = exitOf(script);
    script.kill('SIGINT');
    expect(await exit).toBe(130);
    expect(stderr).toBe('');
  });

  it('end when the script is killed without a word', async () => {
    const { clone, script } = await startScript();
    const pids = await pidsOf(clone);
    script.kill('SIGKILL');
    await eventually(() => expect(pids.map(isAlive)).toEqual([false, false]));
  });

  it('end the script with the reason and the end of the log when one of them fails', async () => {
    const { script } = await startScript({ FAIL: 'yes' });
    let stderr = '';
    script.stderr!.on('data', data => (stderr += data));
    expect(await exitOf(script)).toBe(1);
    expect(stderr).toMatch(/The service stopped unexpectedly \(exit code 1\)/);
    expect(stderr).toMatch(/logs\/service\.log/);
    expect(stderr).toMatch(/The database is on fire/);
  });
});

describe('the result of the tests', () => {
  it('is one line', async () => {
    const line = (counts: object) =>
      evaluate<string>('tests', `m.summarise(${JSON.stringify(counts)})`);
    expect(await line({ passed: 12, failed: 0, skipped: 0 })).toBe(
      '12 passed, 0 failed',
    );
    expect(await line({ passed: 1, failed: 2, skipped: 3 })).toBe(
      '1 passed, 2 failed, 3 skipped',
    );
  });

  it('counts a file that could not run, and a run that broke off', async () => {
    const clone = await createClone();
    const file = join(clone, 'result.json');
    const counts = (code: number) =>
      evaluate(`tests`, `m.readCounts(${JSON.stringify(file)}, ${code})`);
    expect(await counts(1)).toEqual({ passed: 0, failed: 1, skipped: 0 });

    const report = {
      numPassedTests: 5,
      numFailedTests: 0,
      numRuntimeErrorTestSuites: 1,
      numPendingTests: 2,
      numTodoTests: 0,
    };
    await writeFile(file, JSON.stringify(report));
    expect(await counts(1)).toEqual({ passed: 5, failed: 1, skipped: 2 });

    report.numRuntimeErrorTestSuites = 0;
    await writeFile(file, JSON.stringify(report));
    expect(await counts(1)).toEqual({ passed: 5, failed: 1, skipped: 2 });
    expect(await counts(0)).toEqual({ passed: 5, failed: 0, skipped: 2 });
  });
});

it('names what does not answer, and where its output is', async () => {
  const service = `{ title: 'portal', log: 'logs/backend.log' }`;
  expect(
    await evaluate(
      'portal',
      `await m.waitFor(${service}, 'http://127.0.0.1:1/', 200).catch(error => error.message)`,
    ),
  ).toMatch(
    /^The portal did not answer within 0\.2 s\. Its output is in .*backend\.log\.$/,
  );
});
