import { InputError, isError } from '@backstage/errors';
import {
  closeSync,
  constants,
  fstatSync,
  openSync,
  readFileSync,
} from 'node:fs';

const maxBytes = 10_000_000;

const reasons: Record<string, string> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'may not be read',
  EPERM: 'may not be read',
  EISDIR: 'is a folder',
  ELOOP: 'is a link that is not followed',
  ENAMETOOLONG: 'has too long a name',
};

/** Why a file or folder could not be used, as the end of a sentence. */
export function reasonOf(error: unknown): string {
  const code = isError(error) && error.code ? `${error.code}` : '';
  return reasons[code] ?? `cannot be read (${code || error})`;
}

/**
 * Reads a text file that somebody named, or that a repository holds (`inRepository`: a link is not followed).
 * @throws InputError with one sentence
 */
export function readTextFile(
  path: string,
  shown: string,
  options?: { inRepository: boolean },
): string {
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants;
  let descriptor: number | undefined;
  try {
    descriptor = openSync(
      path,
      O_RDONLY | O_NONBLOCK | (options?.inRepository ? O_NOFOLLOW : 0),
    );
    const stat = fstatSync(descriptor);
    if (stat.isDirectory()) throw new InputError(`${shown} is a folder`);
    if (stat.size > maxBytes) {
      throw new InputError(`${shown} is larger than ${maxBytes} bytes`);
    }
    return readFileSync(descriptor, 'utf8');
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${shown} ${reasonOf(error)}`);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}
