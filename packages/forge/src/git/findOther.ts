import type { GitCommand } from './GitCommand';

/** The first of these object ids that is not an object of this type in the repository; undefined when all are. */
export async function findOther(
  git: GitCommand,
  gitDir: string,
  type: string,
  ids: string[],
): Promise<string | undefined> {
  if (ids.length === 0) return undefined;
  const input = ids.map(id => `${id}\n`).join('');
  const text = await git.text(['cat-file', '--batch-check=%(objecttype)'], {
    gitDir,
    input,
  });
  const types = text.split('\n');
  return ids.find((_, index) => types[index] !== type);
}
