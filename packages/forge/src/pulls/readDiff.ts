import { GitCommand } from '../git/GitCommand';
import { PullRequest } from '../repositories/RepositoryState';

/** Lines that a pull request or commit adds to and takes from one file; zero for a binary file. */
export interface FileStatistics {
  path: string;
  additions: number;
  deletions: number;
}

/** The commit that head and base of a pull request have in common, against which its changes are shown. */
export async function mergeBase(
  git: GitCommand,
  gitDir: string,
  pull: PullRequest,
): Promise<string | undefined> {
  const { stdout } = await git.run(['merge-base', pull.baseSha, pull.headSha], {
    gitDir,
    acceptExitCodes: [0, 1],
  });
  return stdout.toString('utf8').trim() || undefined;
}

/** The unified diff from `before` (nothing, when undefined) to `after`, cut off at `maximumBytes`. */
export async function readDiff(
  git: GitCommand,
  gitDir: string,
  before: string | undefined,
  after: string,
  maximumBytes: number,
): Promise<{ text: string; complete: boolean }> {
  const child = git.spawn(
    [
      'diff-tree',
      '-r',
      '-p',
      '-M',
      '--no-color',
      '--no-commit-id',
      ...range(before, after),
    ],
    { gitDir },
  );
  child.stdin!.end();
  child.stderr!.resume();
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of child.stdout!) {
    bytes += chunk.length;
    chunks.push(chunk);
    if (bytes > maximumBytes) break;
  }
  child.kill();
  const text = Buffer.concat(chunks).subarray(0, maximumBytes).toString('utf8');
  return { text, complete: bytes <= maximumBytes };
}

/** Lines added and deleted per file. */
export async function readStatistics(
  git: GitCommand,
  gitDir: string,
  before: string | undefined,
  after: string,
): Promise<FileStatistics[]> {
  const args = [
    'diff-tree',
    '-r',
    '-z',
    '--numstat',
    '--no-renames',
    '--no-commit-id',
    ...range(before, after),
  ];
  const { stdout } = await git.run(args, { gitDir });
  return stdout
    .toString('utf8')
    .split('\0')
    .filter(Boolean)
    .map(line => {
      const [additions, deletions, path] = line.split('\t');
      return {
        path,
        additions: Number(additions) || 0,
        deletions: Number(deletions) || 0,
      };
    });
}

function range(before: string | undefined, after: string): string[] {
  return before ? [before, after] : ['--root', after];
}
