import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from './failure.mjs';
import { root, shown } from './layout.mjs';
import { spawnGroup } from './processes.mjs';

const EXIT_WITH_PARENT = join(root, 'scripts', 'lib', 'exit-with-parent.cjs');

/**
 * Starts a Node program that goes on running, with its output in a log file of that name. It also ends when this process
 * is killed.
 *
 * @param {{ name: string, title: string, args: string[], cwd: string, env: object, node: { path: string }, logs: string }} options
 */
export function startService({ name, title, args, cwd, env, node, logs }) {
  const log = join(logs, `${name}.log`);
  mkdirSync(logs, { recursive: true });
  if (existsSync(log)) renameSync(log, join(logs, `${name}.previous.log`));
  const output = openSync(log, 'a');
  const child = spawnGroup(
    node.path,
    ['--require', EXIT_WITH_PARENT, ...args],
    { cwd, env, stdio: ['ignore', output, output, 'ipc'] },
  );
  closeSync(output);
  const stopped = new Promise(resolve => {
    child.once('error', error => resolve(error.message));
    child.once('exit', (code, signal) =>
      resolve(signal ? `ended by ${signal}` : `exit code ${code}`),
    );
  });
  return { title, log, stopped };
}

/** Fails as soon as one of the services has stopped, with the end of its log. */
export async function failWhenStopped(services) {
  const [service, reason] = await Promise.race(
    services.map(async each => [each, await each.stopped]),
  );
  // The last lines may still be on their way to the file.
  await sleep(100);
  throw new Failure(
    `The ${service.title} stopped unexpectedly (${reason}). The end of ${shown(
      service.log,
    )}:\n${lastLines(service.log)}`,
  );
}

/**
 * Asks until the answer is something, or the time is over.
 *
 * @template T
 * @param {() => Promise<T | undefined>} ask - an error counts as no answer
 * @param {number} timeout - milliseconds
 * @returns {Promise<T | undefined>}
 */
export async function poll(ask, timeout) {
  const deadline = Date.now() + timeout;
  while (Date.now() < deadline) {
    const answer = await ask().catch(() => undefined);
    if (answer !== undefined) return answer;
    await sleep(200);
  }
  return undefined;
}

function lastLines(log) {
  const lines = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-25);
  return lines.map(line => `  ${line}`).join('\n');
}
