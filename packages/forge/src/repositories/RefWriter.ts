import { ConflictError } from '@backstage/errors';
import { GitCommand } from '../git/GitCommand';
import { GitError } from '../git/GitError';
import { listRefs, Refs } from '../git/listRefs';
import { ZERO_ID } from '../git/refNames';
import { KeyedLock } from './KeyedLock';
import { followBranches } from './followBranches';
import { RefChange } from './RefChange';
import { Repository, RepositoryStore } from './RepositoryStore';

/** What is told about a push. */
export interface Push {
  repository: Repository;
  changes: RefChange[];
  /** Every branch and tag before the push. */
  before: Refs;
  pusher: string;
}

/**
 * The one way by which branches and tags change: pushes, commits and merges alike. One change at a time per repository;
 * what moved is found by comparing before and after, then pull requests follow and listeners are told.
 */
export class RefWriter {
  private readonly locks = new KeyedLock();

  constructor(
    private readonly git: GitCommand,
    private readonly store: RepositoryStore,
    private readonly onPush: (push: Push) => void,
  ) {}

  /** Runs `work`, which may change refs of the repository, and sees to what follows from it. */
  async change<T>(
    repository: Repository,
    pusher: string,
    work: () => Promise<T>,
  ): Promise<T> {
    return this.locks.run(repository.gitDir, async () => {
      const current = await this.store.get(
        repository.state.owner,
        repository.state.name,
      );
      const before = await listRefs(this.git, repository.gitDir);
      try {
        return await work();
      } finally {
        await this.settle(current, before, pusher);
      }
    });
  }

  /**
   * Moves, creates (`before` is ZERO_ID) or deletes (`after` is ZERO_ID) one ref, if it still stands at `before`. Only
   * within `change`.
   *
   * @throws ConflictError when it does not stand there, or Git has no room for the name (`a` exists, `a/b` is asked for)
   */
  async moveRef(repository: Repository, change: RefChange): Promise<void> {
    const { gitDir } = repository;
    const { ref, before, after } = change;
    const args = after === ZERO_ID ? ['-d', ref, before] : [ref, after, before];
    try {
      await this.git.run(['update-ref', ...args], { gitDir });
    } catch (error) {
      if (error instanceof GitError)
        throw new ConflictError(
          `Reference ${ref} cannot be moved: ${error.problem}`,
        );
      throw error;
    }
  }

  private async settle(
    repository: Repository,
    before: Refs,
    pusher: string,
  ): Promise<void> {
    const after = await listRefs(this.git, repository.gitDir);
    const changes = compare(before, after);
    if (changes.length === 0) return;
    await this.chooseDefaultBranch(repository, after, changes);
    const state = await followBranches(
      this.git,
      this.store,
      repository,
      changes,
    );
    this.onPush({
      repository: { ...repository, state },
      changes,
      before,
      pusher,
    });
  }

  /** As on GitHub, the first branch that is pushed becomes the default branch when there is none. */
  private async chooseDefaultBranch(
    repository: Repository,
    refs: Refs,
    changes: RefChange[],
  ): Promise<void> {
    const { gitDir } = repository;
    const head = await this.git.text(['symbolic-ref', 'HEAD'], { gitDir });
    if (refs.has(head)) return;
    const first = changes.find(
      ({ ref, after }) => ref.startsWith('refs/heads/') && after !== ZERO_ID,
    );
    if (first)
      await this.git.run(['symbolic-ref', 'HEAD', first.ref], { gitDir });
  }
}

function compare(before: Refs, after: Refs): RefChange[] {
  const changes: RefChange[] = [];
  for (const [ref, sha] of after) {
    const previous = before.get(ref) ?? ZERO_ID;
    if (previous !== sha) changes.push({ ref, before: previous, after: sha });
  }
  for (const [ref, sha] of before) {
    if (!after.has(ref)) changes.push({ ref, before: sha, after: ZERO_ID });
  }
  return changes;
}
