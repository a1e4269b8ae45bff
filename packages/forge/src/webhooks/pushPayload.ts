import { defaultBranch } from '../git/defaultBranch';
import { GitCommand } from '../git/GitCommand';
import { readChanges } from '../git/readChanges';
import { Commit, readCommit, readCommits } from '../git/readCommits';
import { ZERO_ID } from '../git/refNames';
import { presentOwner } from '../present/presentOwner';
import { presentRepository } from '../present/presentRepository';
import { isAncestor } from '../repositories/followBranches';
import { Push, RefChange } from '../repositories/RefWriter';

/** Receivers refuse large bodies (Backstage's events at 5 MB), so that a push lists no more than this. */
const MAXIMUM_COMMITS = 100;
const MAXIMUM_PATHS = 10_000;

/** The body of GitHub's `push` event for one branch or tag. */
export async function pushPayload(
  git: GitCommand,
  url: string,
  push: Push,
  change: RefChange,
) {
  const { repository, pusher } = push;
  const { gitDir, state } = repository;
  const html = `${url}/${state.owner}/${state.name}`;
  const created = change.before === ZERO_ID;
  const deleted = change.after === ZERO_ID;
  const commits = deleted ? [] : await newCommits(git, push, change);
  const described = await describe(git, gitDir, html, commits);
  const head = deleted
    ? undefined
    : await headCommit(git, gitDir, html, change.after, described);
  const full = presentRepository(
    url,
    repository,
    await defaultBranch(git, gitDir),
  );
  return {
    ref: change.ref,
    before: change.before,
    after: change.after,
    base_ref: null,
    created,
    deleted,
    forced:
      !created &&
      !deleted &&
      !(await isAncestor(git, gitDir, change.before, change.after)),
    compare:
      created || deleted
        ? html
        : `${html}/compare/${change.before.slice(0, 12)}...${change.after.slice(
            0,
            12,
          )}`,
    commits: described,
    head_commit: head ?? null,
    // In this event GitHub gives times in seconds and the page's address as `url`.
    repository: {
      ...full,
      url: html,
      created_at: seconds(state.createdAt),
      pushed_at: seconds(state.pushedAt),
      master_branch: full.default_branch,
    },
    ...(full.owner.type === 'Organization' && { organization: full.owner }),
    pusher: { name: pusher, email: `${pusher}@localhost` },
    sender: presentOwner(url, pusher),
  };
}

/** Commits that no branch or tag contained before the push, oldest first; the newest ones when there are many. */
async function newCommits(
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

async function headCommit(
  git: GitCommand,
  gitDir: string,
  html: string,
  after: string,
  described: Awaited<ReturnType<typeof describe>>,
) {
  const [known] = described.slice(-1);
  if (known) return known;
  const sha = await git
    .text(['rev-parse', `${after}^{commit}`], { gitDir })
    .catch(() => undefined);
  return (
    sha &&
    (await describe(git, gitDir, html, [await readCommit(git, gitDir, sha)]))[0]
  );
}

async function describe(
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

function seconds(date: string): number {
  return Math.floor(Date.parse(date) / 1000);
}
