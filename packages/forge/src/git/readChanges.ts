import { GitCommand } from './GitCommand';

/** A file that differs between two trees. */
export interface FileChange {
  status: 'added' | 'modified' | 'removed' | 'renamed';
  path: string;
  previousPath?: string;
}

const STATUS: Record<string, FileChange['status']> = {
  A: 'added',
  C: 'added',
  D: 'removed',
  M: 'modified',
  R: 'renamed',
  T: 'modified',
};

/** The files that `after` changes against `before`; against nothing when `before` is undefined. */
export async function readChanges(
  git: GitCommand,
  gitDir: string,
  before: string | undefined,
  after: string,
  options: { renames?: boolean } = {},
): Promise<FileChange[]> {
  const args = ['diff-tree', '-r', '-z', '--no-commit-id', '--name-status'];
  args.push(options.renames ? '-M' : '--no-renames');
  if (before) args.push(before, after);
  else args.push('--root', after);
  const { stdout } = await git.run(args, { gitDir });
  const fields = stdout.toString('utf8').split('\0').filter(Boolean);
  const changes: FileChange[] = [];
  for (let at = 0; at < fields.length; ) {
    const status = STATUS[fields[at][0]] ?? 'modified';
    const paths = status === 'renamed' ? 2 : 1;
    const [first, second] = fields.slice(at + 1, at + 1 + paths);
    changes.push(
      status === 'renamed'
        ? { status, path: second, previousPath: first }
        : { status, path: first },
    );
    at += 1 + paths;
  }
  return changes;
}
