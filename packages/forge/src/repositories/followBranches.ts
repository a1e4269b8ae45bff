import { GitCommand } from '../git/GitCommand';
import { ZERO_ID } from '../git/refNames';
import { RefChange } from './RefChange';
import { PullRequest, RepositoryState } from './RepositoryState';
import { Repository, RepositoryStore } from './RepositoryStore';

/**
 * Brings the open pull requests in line with the branches that moved: a new head is shown, a head that the base now
 * contains is merged, a head that was deleted is closed. Returns the new state.
 */
export async function followBranches(
  git: GitCommand,
  store: RepositoryStore,
  repository: Repository,
  changes: RefChange[],
): Promise<RepositoryState> {
  const { gitDir } = repository;
  const tips = new Map(changes.map(({ ref, after }) => [ref, after]));
  const merged = new Set<number>();
  for (const pull of repository.state.pulls.filter(isOpen)) {
    const head = tips.get(`refs/heads/${pull.head}`) ?? pull.headSha;
    const base = tips.get(`refs/heads/${pull.base}`);
    if (head !== ZERO_ID && head !== pull.headSha)
      await keepHead(git, gitDir, pull.number, head);
    const contained = head === ZERO_ID ? pull.headSha : head;
    if (
      base &&
      base !== ZERO_ID &&
      (await isAncestor(git, gitDir, contained, base))
    )
      merged.add(pull.number);
  }
  const now = new Date().toISOString();
  return store.update(repository, state => {
    state.pushedAt = now;
    for (const pull of state.pulls.filter(isOpen)) {
      const head = tips.get(`refs/heads/${pull.head}`);
      const base = tips.get(`refs/heads/${pull.base}`);
      if (head === undefined && base === undefined) continue;
      pull.updatedAt = now;
      if (head && head !== ZERO_ID) pull.headSha = head;
      if (merged.has(pull.number)) {
        Object.assign(pull, {
          state: 'closed',
          closedAt: now,
          mergedAt: now,
          mergeCommitSha: base,
        });
      } else if (head === ZERO_ID || base === ZERO_ID) {
        Object.assign(pull, { state: 'closed', closedAt: now });
      } else if (base) {
        pull.baseSha = base;
      }
    }
  });
}

/** Keeps the commits of a pull request alive and fetchable after its branch is gone, as GitHub does. */
export async function keepHead(
  git: GitCommand,
  gitDir: string,
  number: number,
  sha: string,
): Promise<void> {
  await git.run(['update-ref', `refs/pull/${number}/head`, sha], { gitDir });
}

/** Whether `descendant` contains `ancestor`. */
export async function isAncestor(
  git: GitCommand,
  gitDir: string,
  ancestor: string,
  descendant: string,
): Promise<boolean> {
  const { exitCode } = await git.run(
    ['merge-base', '--is-ancestor', ancestor, descendant],
    {
      gitDir,
      acceptExitCodes: [0, 1],
    },
  );
  return exitCode === 0;
}

function isOpen(pull: PullRequest): boolean {
  return pull.state === 'open';
}
