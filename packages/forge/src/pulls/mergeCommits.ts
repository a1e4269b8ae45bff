import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ForgeContext } from '../ForgeContext';
import { readCommit, readCommits } from '../git/readCommits';
import { writeCommit } from '../git/writeCommit';

/** How a pull request is merged. */
export type MergeMethod = 'merge' | 'squash' | 'rebase';

type Context = Pick<ForgeContext, 'git' | 'store'>;

/**
 * Writes the commits that bring `head` into `base` and returns the last one; undefined when there are conflicts. No ref
 * moves.
 *
 * The files are merged in a folder of their own, which shares the repository's object store: this works with every
 * version of Git, where merging without a folder needs 2.38.
 */
export async function mergeCommits(
  { git, store }: Context,
  gitDir: string,
  merge: { base: string; head: string; method: MergeMethod; message: string },
): Promise<string | undefined> {
  const { base, head, method, message } = merge;
  const folder = await store.temporaryFolder();
  const options = {
    cwd: folder,
    environment: { GIT_OBJECT_DIRECTORY: join(gitDir, 'objects') },
  };
  const conflicts = { ...options, acceptExitCodes: [0, 1] };
  try {
    await git.run(['init', '--quiet', '--template=', folder]);
    if (method === 'rebase') {
      await git.run(['checkout', '--quiet', '--detach', head], options);
      if (
        (await git.run(['rebase', '--quiet', base], conflicts)).exitCode !== 0
      )
        return undefined;
      return await git.text(['rev-parse', 'HEAD'], options);
    }
    await git.run(['checkout', '--quiet', '--detach', base], options);
    const merged = await git.run(
      ['merge', '--quiet', '--no-commit', '--no-ff', head],
      conflicts,
    );
    if (merged.exitCode !== 0) return undefined;
    const tree = await git.text(['write-tree'], options);
    const author =
      method === 'squash'
        ? await firstAuthor({ git }, gitDir, base, head)
        : undefined;
    return await writeCommit(git, gitDir, {
      tree,
      parents: method === 'squash' ? [base] : [base, head],
      message,
      author,
      committer: author && {},
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function firstAuthor(
  { git }: Pick<Context, 'git'>,
  gitDir: string,
  base: string,
  head: string,
) {
  const commits = await readCommits(git, gitDir, [head, `^${base}`], {
    limit: 250,
  });
  const { name, email } = (
    commits.at(-1) ?? (await readCommit(git, gitDir, head))
  ).author;
  return { name, email };
}
