import { GitCommand } from './GitCommand';

/** An entry of a Git tree. */
export interface TreeEntry {
  mode: string;
  type: 'blob' | 'tree' | 'commit';
  sha: string;
  /** Bytes; undefined for everything but a blob. */
  size: number | undefined;
  /** From the root of the repository. */
  path: string;
}

/**
 * The entries of the tree at `path` (the root by default) of `revision`, with those below them when `recursive`.
 * `revision` is an object id, so that it needs no further check.
 */
export async function readTree(
  git: GitCommand,
  gitDir: string,
  revision: string,
  options: { path?: string; recursive?: boolean } = {},
): Promise<TreeEntry[]> {
  const args = ['ls-tree', '-z', '--long', '--full-tree'];
  if (options.recursive) args.push('-r', '-t');
  args.push(revision);
  if (options.path) args.push('--', `${options.path}/`);
  return parse(await git.run(args, { gitDir }));
}

/** The entry at `path` of `revision`: a file, a folder, a link or a submodule; undefined when there is none. */
export async function readTreeEntry(
  git: GitCommand,
  gitDir: string,
  revision: string,
  path: string,
): Promise<TreeEntry | undefined> {
  const entries = parse(
    await git.run(
      ['ls-tree', '-z', '--long', '--full-tree', revision, '--', path],
      { gitDir },
    ),
  );
  return entries.find(entry => entry.path === path);
}

function parse({ stdout }: { stdout: Buffer }): TreeEntry[] {
  return stdout
    .toString('utf8')
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const tab = line.indexOf('\t');
      const [mode, type, sha, size] = line.slice(0, tab).split(/ +/);
      return {
        mode,
        type: type as TreeEntry['type'],
        sha,
        size: size === '-' ? undefined : Number(size),
        path: line.slice(tab + 1),
      };
    });
}
