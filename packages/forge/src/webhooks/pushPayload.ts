import { defaultBranch } from '../git/defaultBranch';
import { GitCommand } from '../git/GitCommand';
import { readCommit } from '../git/readCommits';
import { ZERO_ID } from '../git/refNames';
import { presentOwner } from '../present/presentOwner';
import { presentRepository } from '../present/presentRepository';
import { isAncestor } from '../repositories/followBranches';
import { RefChange } from '../repositories/RefChange';
import { Push } from '../repositories/RefWriter';
import { describeCommits, newCommits } from './pushedCommits';

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
  const described = await describeCommits(git, gitDir, html, commits);
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

async function headCommit(
  git: GitCommand,
  gitDir: string,
  html: string,
  after: string,
  described: Awaited<ReturnType<typeof describeCommits>>,
) {
  const [known] = described.slice(-1);
  if (known) return known;
  const sha = await git
    .text(['rev-parse', `${after}^{commit}`], { gitDir })
    .catch(() => undefined);
  return (
    sha &&
    (
      await describeCommits(git, gitDir, html, [
        await readCommit(git, gitDir, sha),
      ])
    )[0]
  );
}

function seconds(date: string): number {
  return Math.floor(Date.parse(date) / 1000);
}
