import { GitCommand } from '../git/GitCommand';
import { readChanges } from '../git/readChanges';
import { Commit, readCommits } from '../git/readCommits';
import { RefChange } from '../repositories/RefChange';
import { Push } from '../repositories/RefWriter';

/** Receivers refuse large bodies (Backstage's events at 5 MB), so that a push lists no more than this. */
const MAXIMUM_COMMITS = 100;
const MAXIMUM_PATHS = 10_000;

/** Commits that no branch or tag contained before the push, oldest first; the newest ones when there are many. */
export async function newCommits(
  git: GitCommand,
  push: Push,
  change: RefChange,
): Promise<Commit[]> {
  const known = [...new Set(push.before.values())].map(sha => `^${sha}`);
  const commits = await readCommits(
    git,
    push.repository.gitDir,
    [change.after, ...known],
    { limit: MAXIMUM_COMMITS },
  );
  return commits.reverse();
}

/** Commits as push events tell of them; their pages are below `html`. */
export async function describeCommits(
  git: GitCommand,
  gitDir: string,
  html: string,
  commits: Commit[],
) {
  let room = MAXIMUM_PATHS;
  const described = [];
  for (const commit of commits) {
    const changes = (
      await readChanges(git, gitDir, commit.parents[0], commit.sha)
    ).slice(0, room);
    room -= changes.length;
    const paths = (status: string) =>
      changes
        .filter(change => change.status === status)
        .map(({ path }) => path);
    described.push({
      id: commit.sha,
      tree_id: commit.tree,
      distinct: true,
      message: commit.message,
      timestamp: commit.committer.date,
      url: `${html}/commit/${commit.sha}`,
      author: { name: commit.author.name, email: commit.author.email },
      committer: { name: commit.committer.name, email: commit.committer.email },
      added: paths('added'),
      modified: paths('modified'),
      removed: paths('removed'),
    });
  }
  return described;
}
