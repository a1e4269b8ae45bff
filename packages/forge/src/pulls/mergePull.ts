import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { ForgeContext } from '../ForgeContext';
import { resolveRef } from '../git/resolveRef';
import { ZERO_ID } from '../git/refNames';
import { TOKEN_USER } from '../present/presentOwner';
import { isAncestor } from '../repositories/followBranches';
import { PullRequest } from '../repositories/RepositoryState';
import { Repository } from '../repositories/RepositoryStore';
import { findPull } from './createPull';
import { readPullCommits } from './readPullCommits';
import { mergeCommits, MergeMethod } from './mergeCommits';

/** How a pull request is to be merged; `sha` is the head that was looked at. */
export interface MergeOptions {
  method: MergeMethod;
  title?: string;
  message?: string;
  sha?: string;
}

/**
 * Merges a pull request and returns the last commit of the base.
 *
 * @throws NotAllowedError when it is closed, has conflicts or the method is turned off, ConflictError when its head has
 * moved on
 */
export async function mergePull(
  context: ForgeContext,
  repository: Repository,
  number: string | number,
  options: MergeOptions,
): Promise<string> {
  const { git, store, refs } = context;
  const { gitDir } = repository;
  return refs.change(repository, TOKEN_USER, async () => {
    const { state } = await store.get(
      repository.state.owner,
      repository.state.name,
    );
    const pull = findPull(state.pulls, number);
    assertMethod(state.settings, options.method);
    if (pull.state !== 'open')
      throw new NotAllowedError('Pull Request is not mergeable: it is closed');
    const base = await resolveRef(git, gitDir, `refs/heads/${pull.base}`);
    const head = await resolveRef(git, gitDir, `refs/heads/${pull.head}`);
    if (!base || !head)
      throw new NotAllowedError(
        'Pull Request is not mergeable: a branch is gone',
      );
    if (options.sha && options.sha !== head) {
      throw new ConflictError(
        'Head branch was modified. Review and try the merge again.',
      );
    }
    // A forge that was killed after it moved the branch finds the work done.
    const commit = (await isAncestor(git, gitDir, head, base))
      ? base
      : await mergeCommits(context, gitDir, {
          base,
          head,
          method: options.method,
          message: await messageOf(context, repository, pull, options),
        });
    if (!commit)
      throw new NotAllowedError(
        'Pull Request is not mergeable: it has conflicts with its base',
      );
    if (commit !== base) {
      await refs.moveRef(repository, {
        ref: `refs/heads/${pull.base}`,
        before: base,
        after: commit,
      });
    }
    const now = new Date().toISOString();
    await store.update(repository, current => {
      Object.assign(findPull(current.pulls, number), {
        state: 'closed',
        closedAt: now,
        mergedAt: now,
        updatedAt: now,
        mergeCommitSha: commit,
        headSha: head,
        baseSha: base,
      });
    });
    if (state.settings.deleteBranchOnMerge) {
      await refs.moveRef(repository, {
        ref: `refs/heads/${pull.head}`,
        before: head,
        after: ZERO_ID,
      });
    }
    return commit;
  });
}

function assertMethod(
  settings: Repository['state']['settings'],
  method: MergeMethod,
): void {
  const allowed = {
    merge: settings.allowMergeCommit,
    squash: settings.allowSquashMerge,
    rebase: settings.allowRebaseMerge,
  };
  if (!allowed[method])
    throw new NotAllowedError(
      `Merge method ${method} is not allowed on this repository`,
    );
}

async function messageOf(
  { git }: ForgeContext,
  { gitDir, state }: Repository,
  pull: PullRequest,
  options: MergeOptions,
): Promise<string> {
  if (options.method === 'merge') {
    const title =
      options.title ??
      `Merge pull request #${pull.number} from ${state.owner}/${pull.head}`;
    return `${title}\n\n${options.message ?? pull.title}\n`;
  }
  const commits = await readPullCommits(git, gitDir, pull);
  const subjects = commits.map(({ message }) => `* ${message.split('\n')[0]}`);
  return `${options.title ?? `${pull.title} (#${pull.number})`}\n\n${
    options.message ?? subjects.join('\n')
  }\n`;
}
