import { NotFoundError } from '@backstage/errors';
import { toFilePath } from '../git/filePaths';
import { GitCommand } from '../git/GitCommand';
import { listRefs } from '../git/listRefs';
import { resolveRef } from '../git/resolveRef';

/** A ref, the commit that it stands for, and a path, as they were found in an address. */
export interface Location {
  ref: string;
  commit: string;
  path: string;
}

/**
 * Finds where the ref ends and the path begins in `<ref>/<path>`: names of branches and tags may hold slashes. The
 * longest name that fits wins.
 *
 * @throws NotFoundError when there is no such ref, or the path is none that a tree may hold
 */
export async function splitRef(
  git: GitCommand,
  gitDir: string,
  rest: string,
): Promise<Location> {
  const wanted = rest.replace(/\/{1,8}$/, '');
  const names = [...(await listRefs(git, gitDir)).keys()].map(ref =>
    ref.replace(/^refs\/(?:heads|tags)\//, ''),
  );
  const fitting = names
    .filter(name => wanted === name || wanted.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length);
  const ref = fitting[0] ?? wanted.split('/')[0];
  const commit = await resolveRef(git, gitDir, ref);
  const path = toFilePath(wanted.slice(ref.length));
  if (!commit || path === undefined)
    throw new NotFoundError('There is no such branch, tag or commit');
  return { ref, commit, path };
}
