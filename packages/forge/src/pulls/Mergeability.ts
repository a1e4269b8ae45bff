import type { ForgeContext } from '../ForgeContext';
import { PullRequest } from '../repositories/RepositoryState';
import { Repository } from '../repositories/RepositoryStore';
import { mergeCommits } from './mergeCommits';

const MAXIMUM_REMEMBERED = 500;

/** Whether pull requests merge without conflict. An answer is remembered for the two commits it was found for. */
export class Mergeability {
  private readonly known = new Map<string, Promise<boolean>>();

  constructor(private readonly context: Pick<ForgeContext, 'git' | 'store'>) {}

  /** Undefined for a pull request that is closed. */
  async of(
    repository: Repository,
    pull: PullRequest,
  ): Promise<boolean | undefined> {
    if (pull.state !== 'open') return undefined;
    const key = `${repository.state.id} ${pull.baseSha} ${pull.headSha}`;
    const known = this.known.get(key);
    if (known) return known;
    const answer = mergeCommits(this.context, repository.gitDir, {
      base: pull.baseSha,
      head: pull.headSha,
      method: 'merge',
      message: pull.title,
    }).then(commit => commit !== undefined);
    this.known.set(key, answer);
    answer.catch(() => this.known.delete(key));
    const [oldest] = this.known.keys();
    if (this.known.size > MAXIMUM_REMEMBERED) this.known.delete(oldest);
    return answer;
  }
}
