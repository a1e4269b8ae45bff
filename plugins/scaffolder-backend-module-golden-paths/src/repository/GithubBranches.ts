import { InputError, NotAllowedError } from '@backstage/errors';
import { BranchHost, HostedBranch, incomparable } from './BranchHost';
import { GithubClient } from './GithubClient';

/** Branches and pull requests of a repository on GitHub. */
export class GithubBranches implements BranchHost {
  // As `publish:github:pull-request` does with `update`.
  readonly changesRequests = true;

  static async create(
    options: Parameters<typeof GithubClient.create>[0],
  ): Promise<GithubBranches> {
    return new GithubBranches(await GithubClient.create(options));
  }

  private constructor(private readonly client: GithubClient) {}

  async assertCanPropose(): Promise<void> {
    const { rest, repository } = this.client;
    const found = await this.client.unless404(rest.repos.get(repository));
    const slug = `${repository.owner}/${repository.repo}`;
    if (!found) {
      throw new InputError(
        `There is no repository ${slug}, or the portal's token may not see it`,
      );
    }
    const { archived, permissions } = found.data;
    if (archived) {
      throw new NotAllowedError(`${slug} is archived; nothing can be added`);
    }
    if (permissions && !permissions.push) {
      throw new NotAllowedError(`The portal's token may not push to ${slug}`);
    }
  }

  async find(
    branch: string,
    target: string,
  ): Promise<HostedBranch | undefined> {
    const { rest, repository } = this.client;
    const found = await this.client.unless404(
      rest.repos.getBranch({ ...repository, branch }),
    );
    if (!found) return undefined;
    const [compared, requests] = await Promise.all([
      this.client.unless404(
        rest.repos.compareCommitsWithBasehead({
          ...repository,
          basehead: `${target}...${branch}`,
        }),
      ),
      this.client.unless404(
        rest.pulls.list({
          ...repository,
          head: `${repository.owner}:${branch}`,
          state: 'open',
        }),
      ),
    ]);
    if (!compared) throw incomparable(branch, target);
    return {
      commits: compared.data.commits.map(
        ({ commit }) => commit.message.split('\n')[0],
      ),
      request: requests?.data[0]?.html_url,
    };
  }

  async delete(branch: string): Promise<void> {
    const { rest, repository } = this.client;
    await this.client.unless404(
      rest.git.deleteRef({ ...repository, ref: `heads/${branch}` }),
    );
  }
}
