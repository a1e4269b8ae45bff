import type { GitCommand } from '../git/GitCommand';
import { Commit, readCommits } from '../git/readCommits';
import type { PullRequest } from '../repositories/RepositoryState';

const MAXIMUM_COMMITS = 250; // GitHub's limit

/** The commits that a pull request brings, oldest first. */
export async function readPullCommits(
  git: GitCommand,
  gitDir: string,
  pull: PullRequest,
): Promise<Commit[]> {
  const range = [pull.headSha, `^${pull.baseSha}`];
  return (
    await readCommits(git, gitDir, range, { limit: MAXIMUM_COMMITS })
  ).reverse();
}
