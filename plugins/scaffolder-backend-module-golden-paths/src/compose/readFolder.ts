import { lstat, readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError } from '@backstage/errors';
import { limits } from './limits';

/** A file as it is on the disk. */
export interface FolderFile {
  /** Path relative to the folder, with forward slashes. */
  path: string;
  contents: Buffer;
  executable: boolean;
}

/**
 * All files below a folder, sorted by path.
 *
 * @throws InputError when there is a link or another special file, or a limit is passed.
 */
export async function readFolder(folder: string): Promise<FolderFile[]> {
  const files: FolderFile[] = [];
  async function visit(relative: string): Promise<void> {
    const entries = await readdir(join(folder, relative), {
      withFileTypes: true,
    });
    for (const entry of entries) {
      const path = relative ? `${relative}/${entry.name}` : entry.name;
      if (entry.isDirectory()) {
        await visit(path);
      } else if (entry.isFile()) {
        files.push(await readEntry(folder, path));
      } else {
        throw new InputError(
          `${join(
            folder,
            path,
          )} is a link or a special file; a skeleton may hold only files and folders`,
        );
      }
      if (files.length > limits.filesPerBlock) {
        throw new InputError(
          `${folder} holds more than ${limits.filesPerBlock} files`,
        );
      }
    }
  }
  await visit('');
  return files.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function readEntry(folder: string, path: string): Promise<FolderFile> {
  const { size, mode } = await lstat(join(folder, path));
  if (size > limits.fileBytes) {
    throw new InputError(
      `${join(folder, path)} has ${size} bytes; the limit is ${
        limits.fileBytes
      }`,
    );
  }
  return {
    path,
    contents: await readFile(join(folder, path)),
    // eslint-disable-next-line no-bitwise
    executable: (mode & 0o100) !== 0,
  };
}
