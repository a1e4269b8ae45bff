const MAXIMUM_PATH_LENGTH = 4096;

/** Whether `path` is a relative path that a Git tree may hold: no empty part, no `.`, `..` or `.git`, no control character. */
export function isFilePath(path: string): boolean {
  if (path.length === 0 || path.length > MAXIMUM_PATH_LENGTH) return false;
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(path)) return false;
  return path
    .split('/')
    .every(
      part =>
        part !== '' &&
        part !== '.' &&
        part !== '..' &&
        part.toLowerCase() !== '.git',
    );
}

/** The path from an address, without slashes at its ends; undefined when it is not one that a tree may hold. */
export function toFilePath(value: string): string | undefined {
  const path = value.replace(/^\/{1,8}|\/{1,8}$/g, '');
  return path === '' || isFilePath(path) ? path : undefined;
}
