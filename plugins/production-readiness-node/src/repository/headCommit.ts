import { lstatSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';

const commitPattern = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
const refPattern = /^ref: (refs\/[\w./-]{1,200})$/;

/** The commit that is checked out in a directory, read from its Git folder; undefined where there is none. */
export function headCommit(root: string): string | undefined {
  const folder = gitFolder(root);
  if (!folder) return undefined;
  const head = smallFile(join(folder, 'HEAD'))?.trim();
  if (!head) return undefined;
  if (commitPattern.test(head)) return head;
  const ref = refPattern.exec(head)?.[1];
  if (!ref || ref.split('/').includes('..')) return undefined;
  const common = smallFile(join(folder, 'commondir'))?.trim();
  const shared = common && !isAbsolute(common) ? join(folder, common) : folder;
  for (const base of [folder, common && isAbsolute(common) ? common : shared]) {
    const commit = smallFile(join(base, ref))?.trim() ?? packed(base, ref);
    if (commit && commitPattern.test(commit)) return commit;
  }
  return undefined;
}

/** The folder `.git`, or where a worktree's `.git` file points. */
function gitFolder(root: string): string | undefined {
  const path = join(root, '.git');
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) return path;
  const pointer = stat?.isFile() && smallFile(path)?.trim();
  if (!pointer || !pointer.startsWith('gitdir: ')) return undefined;
  const target = pointer.slice('gitdir: '.length);
  return isAbsolute(target) ? target : join(dirname(path), target);
}

function packed(folder: string, ref: string): string | undefined {
  const line = smallFile(join(folder, 'packed-refs'), 4_000_000)
    ?.split('\n')
    .find(candidate => candidate.endsWith(` ${ref}`));
  return line?.split(' ')[0];
}

function smallFile(path: string, limit = 4_096): string | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > limit) return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
