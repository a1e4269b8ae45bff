import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { freePort } from '../../support/freePort';
import { eventually } from './eventually';

const root = resolve(__dirname, '../../..');

/** A portal that `npm start` brought up, on ports and data of its own. */
export interface Portal {
  url: string;
  forgeUrl: string;
  forgeToken: string;
  data: string;
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>;
  /** Ends every process of it at once, as a power cut does. */
  kill(): Promise<void>;
}

/**
 * Starts a portal the way a user does.
 * @param name - names its data folder under .local/tests
 * @param before - an earlier portal, on whose data and ports it starts again
 */
export async function startPortal(
  name: string,
  before?: Portal,
): Promise<Portal> {
  const data = join(root, '.local', 'tests', name);
  if (!before) rmSync(data, { recursive: true, force: true });
  mkdirSync(data, { recursive: true });
  const [port, forgePort] = before
    ? [before.url, before.forgeUrl].map(url => Number(new URL(url).port))
    : [await freePort(), await freePort()];
  const log = createWriteStream(join(data, 'start.log'), { flags: 'a' });
  const child = spawn(process.execPath, ['scripts/start.mjs'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'development',
      GOLDENPATH_PORT: String(port),
      GOLDENPATH_FORGE_PORT: String(forgePort),
      GOLDENPATH_DATA: data,
    },
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk;
    log.write(chunk);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const url = `http://localhost:${port}`;
  await eventually(
    'the portal to be ready',
    async () => {
      if (child.exitCode !== null) {
        throw new Error(`npm start ended with ${child.exitCode}:\n${output}`);
      }
      return output.includes('Ctrl-C');
    },
    { seconds: 240, fatal: () => child.exitCode !== null },
  ).catch(async error => {
    await end(child, 'SIGKILL', []);
    throw error;
  });
  const secrets = JSON.parse(readFileSync(join(data, 'secrets.json'), 'utf8'));
  return {
    url,
    forgeUrl: `http://localhost:${forgePort}`,
    forgeToken: secrets.FORGE_TOKEN,
    data,
    stop: () => end(child, 'SIGINT', [port, forgePort]),
    kill: () => end(child, 'SIGKILL', [port, forgePort]),
  };
}

async function end(
  child: ChildProcess,
  signal: 'SIGINT' | 'SIGKILL',
  ports: number[],
): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>(done => child.once('exit', () => done()));
  const pids = signal === 'SIGKILL' ? familyOf(child.pid!) : [child.pid!];
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended with its parent.
    }
  }
  await ended;
  await eventually(
    'the ports to be free',
    async () => (await Promise.all(ports.map(isFree))).every(Boolean),
    { seconds: 30 },
  );
}

/** A process and everything that it started, as the system knows them. */
function familyOf(pid: number): number[] {
  const children = execFileSync('ps', ['-eo', 'pid=,ppid='], {
    encoding: 'utf8',
  })
    .trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid);
  return [pid, ...children.flatMap(([child]) => familyOf(child))];
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise<boolean>(done => {
    server.once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}
