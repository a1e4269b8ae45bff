import { execFile, ExecFileException } from 'node:child_process';

/** What a command did. */
export interface Executed {
  code: number;
  output: string;
}

/** Runs a command to its end; its output is both streams together. */
export function execute(
  command: string,
  args: string[],
  options: { cwd: string; timeoutMs: number },
): Promise<Executed> {
  return new Promise(resolve => {
    execFile(
      command,
      args,
      {
        cwd: options.cwd,
        timeout: options.timeoutMs,
        maxBuffer: 32 * 1024 * 1024,
        // Jest's own settings would change how the service under test behaves.
        env: {
          ...process.env,
          NODE_ENV: undefined,
          NODE_OPTIONS: '',
          CI: 'true',
        },
      },
      (error, stdout, stderr) =>
        resolve({
          code: codeOf(error),
          output: `${stdout}${stderr}`,
        }),
    );
  });
}

/** The exit code; 1 for a command that did not come to exit by itself. */
function codeOf(error: ExecFileException | null): number {
  if (!error) return 0;
  return typeof error.code === 'number' ? error.code : 1;
}
