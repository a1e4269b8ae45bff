import { spawnSync } from 'node:child_process';
import { execute } from '../support/execute';

const timeoutMs = 120_000;

/** The lines that a command complains with; none when it exits with 0. */
export async function complaints(
  command: string,
  args: string[],
  cwd: string,
): Promise<string[]> {
  const { code, output } = await execute(command, args, { cwd, timeoutMs });
  if (code === 0) return [];
  const lines = output.split('\n').filter(line => line.trim() !== '');
  return lines.length > 0 ? lines : [`${command} exits with ${code}`];
}

/** Why a program of the machine cannot be run; undefined when it can. */
export function missingProgram(
  command: string,
  debianPackage = command,
): string | undefined {
  return spawnSync(command, ['--help']).error
    ? `${command} is not installed (Debian: ${debianPackage})`
    : undefined;
}
