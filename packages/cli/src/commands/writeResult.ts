import { InputError } from '@backstage/errors';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { reasonOf } from '../settings/readTextFile';
import { Terminal } from '../terminal/Terminal';

/** Writes to a file that was asked for, else to the terminal. */
export function writeResult(
  text: string,
  file: string | undefined,
  terminal: Terminal,
): void {
  if (file === undefined) {
    terminal.out(text);
    return;
  }
  try {
    writeFileSync(resolve(terminal.cwd, file), text);
  } catch (error) {
    throw new InputError(`The output ${file} ${reasonOf(error)}`);
  }
}
