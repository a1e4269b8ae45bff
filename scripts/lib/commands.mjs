import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { spawnGroup } from './processes.mjs';

const TAIL = 400;

/**
 * Runs a command to its end, with its whole output in a log file.
 *
 * @param {{ cwd?: string, env: object, log: string, shell?: boolean, onLine?: (line: string) => void }} options
 * @returns {Promise<{ code: number | undefined, log: string, lines: string[] }>} lines: the last 400 of the output
 */
export async function runCommand(command, args, options) {
  const { log, onLine, ...rest } = options;
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  file.write(`$ ${[command, ...args].join(' ')}\n`);
  const child = spawnGroup(command, args, {
    ...rest,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines = [];
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', line => {
      file.write(`${line}\n`);
      lines.push(line);
      if (lines.length > TAIL) lines.shift();
      onLine?.(line);
    });
  }
  const code = await new Promise(resolve => {
    child.once('error', error => {
      lines.push(error.message);
      resolve(undefined);
    });
    child.once('close', status => resolve(status ?? undefined));
  });
  await new Promise(resolve => file.end(resolve));
  return { code, log, lines };
}

/**
 * Runs a command on the terminal of this process.
 *
 * @returns {Promise<number>} its exit code
 */
export async function runForeground(command, args, { cwd, env }) {
  const child = spawn(command, args, { cwd, env, stdio: 'inherit' });
  const forward = signal => child.kill(signal);
  process.on('SIGTERM', forward);
  try {
    return await new Promise((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', code => resolve(code ?? 1));
    });
  } finally {
    process.off('SIGTERM', forward);
  }
}
