import { posix } from 'node:path';

/** The folder of a path; '' for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last part of a path. */
export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * A path as written in a file of `folder`, relative to the root of the repository; undefined where it leads out of
 * the repository or is no path of it.
 */
export function resolvePath(
  folder: string,
  written: string,
): string | undefined {
  if (written.startsWith('/') || written.includes('\0')) return undefined;
  const joined = posix.normalize(posix.join(folder, written));
  if (joined === '..' || joined.startsWith('../')) return undefined;
  return joined === '.' || joined === './' ? '' : joined.replace(/\/$/, '');
}

/** Whether a path lies in a folder; the root holds everything. */
export function isInside(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
