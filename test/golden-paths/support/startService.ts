import { ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A service that listens, in a process of its own. */
export interface RunningService {
  url: string;
  process: ChildProcess;
  /** What it has logged. */
  lines: Record<string, unknown>[];
}

/**
 * Starts a service and waits until it says where it listens.
 *
 * @throws Error with its last words when it ends before
 */
export async function startService(
  command: string,
  args: string[],
  options: { cwd: string; env: Record<string, string> },
): Promise<RunningService> {
  const lines: Record<string, unknown>[] = [];
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: '0',
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  child.stderr.on('data', chunk => {
    words += chunk;
  });
  const ended = once(child, 'exit').then(() => {
    throw new Error(
      `the service ended: ${words}${JSON.stringify(lines.at(-1))}`,
    );
  });
  const listening = new Promise<string>(resolve => {
    createInterface({ input: child.stdout }).on('line', line => {
      const entry = JSON.parse(line);
      lines.push(entry);
      const address = /http:\/\/\S+/.exec(entry.message);
      if (address) resolve(address[0]);
    });
  });
  ended.catch(() => undefined);
  return { url: await Promise.race([listening, ended]), process: child, lines };
}

/**
 * Sends requests without a pause, ends the service while they come, and goes on for a while, as a load balancer
 * does that has not noticed yet.
 *
 * @returns how it ended, how many requests were answered, and every one that was not
 */
export async function stopUnderLoad(service: RunningService, path: string) {
  const failures: unknown[] = [];
  let answered = 0;
  let leaves = Infinity;
  const client = async () => {
    while (Date.now() < leaves) {
      const status = await fetch(`${service.url}${path}`).then(
        async response => {
          await response.text();
          return response.status;
        },
        error => error.cause ?? error,
      );
      if (status === 200) answered++;
      else failures.push(status);
      await pause(10);
    }
  };
  const clients = Promise.all([client(), client(), client()]);
  await pause(200);
  const exited = once(service.process, 'exit');
  service.process.kill('SIGTERM');
  leaves = Date.now() + 1_000;
  let draining = 0;
  while (draining !== 503 && Date.now() < leaves) {
    draining = (await fetch(`${service.url}/readyz`)).status;
  }
  const exit = await exited;
  await clients;
  return { exit, answered, failures, draining };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise(wake => {
    setTimeout(wake, milliseconds);
  });
}
