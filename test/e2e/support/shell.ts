import { spawn } from 'node:child_process';

const isServer = /\b(?:dev|start)$/;

/** Whether a command goes on until it is stopped. */
export function runsOn(command: string): boolean {
  return isServer.test(command);
}

/** A command of a README, typed in a folder. */
export interface Typed {
  /** Everything that it has printed so far. */
  output(): string;
  /** Resolves with the exit code. */
  ended: Promise<number | undefined>;
  /** Ends it with everything that it started, as Ctrl-C does. */
  stop(): Promise<void>;
}

/** Types a command into a shell, with none of the settings of the test itself. */
export function type(
  command: string,
  folder: string,
  env: Record<string, string> = {},
): Typed {
  const child = spawn('bash', ['-c', command], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: undefined, NODE_OPTIONS: '', ...env },
  });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  const ended = new Promise<number | undefined>(done => {
    child.once('close', code => done(code ?? undefined));
  });
  return {
    output: () => output,
    ended,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) {
        process.kill(-child.pid!, 'SIGINT');
      }
      await ended;
    },
  };
}
