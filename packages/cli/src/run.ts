import { CommanderError } from 'commander';
import { isError } from '@backstage/errors';
import { RubricError } from '@goldenpath/backstage-plugin-production-readiness-common';
import { createProgram } from './commands/createProgram';
import { Terminal } from './terminal/Terminal';

const unusable = 2;

/**
 * Runs the command line.
 * @param args - without the program's own name
 * @returns the exit code: 0 satisfied, 1 below what was asked, 2 input that cannot be used
 */
export async function run(
  args: readonly string[],
  terminal: Terminal,
): Promise<number> {
  let code = 0;
  const program = createProgram(terminal, value => {
    code = value;
  });
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? 0 : unusable;
    }
    terminal.error(describe(error));
    return unusable;
  }
}

/** What is wrong with the input, in a line each; a fault of the program itself with its stack. */
function describe(error: unknown): string {
  if (error instanceof RubricError) return error.message;
  if (isError(error) && error.name === 'InputError') {
    return `readiness: ${error.message}`;
  }
  return `readiness failed unexpectedly: ${
    error instanceof Error ? error.stack : error
  }`;
}
