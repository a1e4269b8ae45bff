import { NotFoundError } from '@backstage/errors';
import { ValidationError } from '../api/ValidationError';
import type { ForgeContext } from '../ForgeContext';
import { resolveRef } from '../git/resolveRef';
import { isAncestor, keepHead } from '../repositories/followBranches';
import { PullRequest } from '../repositories/RepositoryState';
import { Repository } from '../repositories/RepositoryStore';

/** What a pull request is opened with; `head` and `base` are branches, `head` with or without `<owner>:`. */
export interface NewPull {
  title: string;
  body?: string | null;
  head: string;
  base: string;
  draft?: boolean;
}

/** Opens a pull request. Throws a ValidationError where GitHub would answer 422. */
export async function createPull(
  { git, store }: Pick<ForgeContext, 'git' | 'store'>,
  repository: Repository,
  input: NewPull,
): Promise<PullRequest> {
  const { gitDir } = repository;
  const head = branchOf(repository, input.head);
  const [headSha, baseSha] = await Promise.all([
    resolveRef(git, gitDir, `refs/heads/${head}`),
    resolveRef(git, gitDir, `refs/heads/${input.base}`),
  ]);
  if (!headSha) throw invalid('head');
  if (!baseSha) throw invalid('base');
  if (await isAncestor(git, gitDir, headSha, baseSha)) {
    throw refused(`No commits between ${input.base} and ${head}`);
  }
  const now = new Date().toISOString();
  const pull: PullRequest = {
    number: 0,
    title: input.title,
    body: input.body ?? null,
    state: 'open',
    draft: input.draft ?? false,
    head,
    base: input.base,
    headSha,
    baseSha,
    createdAt: now,
    updatedAt: now,
    labels: [],
    assignees: [],
    reviewers: [],
    teamReviewers: [],
  };
  await store.update(repository, state => {
    const same = state.pulls.some(
      each =>
        each.state === 'open' &&
        each.head === pull.head &&
        each.base === pull.base,
    );
    if (same)
      throw refused(
        `A pull request already exists for ${state.owner}:${head}.`,
      );
    pull.number = Math.max(0, ...state.pulls.map(({ number }) => number)) + 1;
    state.pulls.push(pull);
  });
  await keepHead(git, gitDir, pull.number, headSha);
  return pull;
}

/** The pull request with this number; throws a NotFoundError when there is none. */
export function findPull(
  pulls: PullRequest[],
  number: string | number,
): PullRequest {
  const pull = pulls.find(each => String(each.number) === String(number));
  if (!pull) throw new NotFoundError('Not Found');
  return pull;
}

function branchOf({ state }: Repository, head: string): string {
  const colon = head.indexOf(':');
  if (colon < 0) return head;
  if (head.slice(0, colon).toLowerCase() !== state.owner.toLowerCase())
    throw invalid('head');
  return head.slice(colon + 1);
}

function invalid(field: string): ValidationError {
  return new ValidationError('Validation Failed', [
    { resource: 'PullRequest', field, code: 'invalid' },
  ]);
}

function refused(message: string): ValidationError {
  return new ValidationError('Validation Failed', [
    { resource: 'PullRequest', field: 'head', code: 'custom', message },
  ]);
}
