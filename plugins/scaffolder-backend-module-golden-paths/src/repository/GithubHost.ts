import { InputError, NotAllowedError } from '@backstage/errors';
import {
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { GithubClient, statusOf } from './GithubClient';
import {
  HostedRepository,
  RepositoryAddress,
  RepositoryHost,
} from './RepositoryHost';

/** A repository on GitHub, or on whatever speaks its API. */
export class GithubHost implements RepositoryHost {
  readonly kind = 'github';

  /**
   * @throws InputError when there is no integration, or no token, for the host.
   */
  static async create(options: {
    address: RepositoryAddress;
    integrations: ScmIntegrations;
    credentials: GithubCredentialsProvider;
    /** A token of the user, used instead of the integration's. */
    token?: string;
  }): Promise<GithubHost> {
    return new GithubHost(await GithubClient.create(options), options.address);
  }

  private constructor(
    private readonly client: GithubClient,
    private readonly address: RepositoryAddress,
  ) {}

  async assertCanCreate(): Promise<void> {
    const { host, owner } = this.address;
    const response = await this.client.unless404(
      this.client.rest.users.getByUsername({ username: owner }),
    );
    if (!response) {
      throw new InputError(
        `There is no user or organisation "${owner}" on ${host}`,
      );
    }
    // Classic tokens say what they may do; those of apps and fine-grained ones do not.
    const scopes = response.headers['x-oauth-scopes'];
    if (scopes) {
      const granted = scopes.split(',').map(scope => scope.trim());
      if (!granted.includes('repo') && !granted.includes('public_repo')) {
        throw new NotAllowedError(
          `The token for ${host} may not create repositories: it lacks the scope "repo"`,
        );
      }
    }
  }

  async find(): Promise<HostedRepository | undefined> {
    const response = await this.client.unless404(
      this.client.rest.repos.get(this.client.repository),
    );
    return (
      response && {
        url: response.data.html_url,
        homepage: response.data.homepage ?? undefined,
        commits: await this.#countCommits(),
      }
    );
  }

  async readFile(path: string): Promise<string | undefined> {
    const response = await this.client.unless404(
      this.client.rest.repos.getContent({
        ...this.client.repository,
        path,
        mediaType: { format: 'raw' },
      }),
    );
    // Asked for raw contents, GitHub answers with a text, whatever the types say.
    const text: unknown = response?.data;
    return typeof text === 'string' ? text : undefined;
  }

  async delete(): Promise<void> {
    await this.client.unless404(
      this.client.rest.repos.delete(this.client.repository),
    );
  }

  async #countCommits(): Promise<0 | 1 | 2> {
    try {
      const response = await this.client.unless404(
        this.client.rest.repos.listCommits({
          ...this.client.repository,
          per_page: 2,
        }),
      );
      return Math.min(2, response?.data.length ?? 0) as 0 | 1 | 2;
    } catch (error) {
      // What GitHub answers for an empty repository.
      if (statusOf(error) === 409) {
        return 0;
      }
      throw error;
    }
  }
}
