import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  GithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { Octokit } from 'octokit';
import {
  HostedRepository,
  RepositoryAddress,
  RepositoryHost,
} from './RepositoryHost';

const requestTimeoutMs = 15_000;

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
    const { address, integrations, credentials } = options;
    const { host, owner, name } = address;
    const integration = integrations.github.byHost(host);
    if (!integration) {
      const hosts = integrations.github
        .list()
        .map(({ config }) => config.host)
        .join(', ');
      throw new InputError(
        `The portal has no GitHub integration for "${host}"; it has: ${
          hosts || 'none'
        }`,
      );
    }
    const token =
      options.token ??
      (
        await credentials.getCredentials({
          url: `https://${host}/${owner}/${name}`,
        })
      ).token;
    if (!token) {
      throw new InputError(
        `The portal has no token that may create repositories in ${host}/${owner}`,
      );
    }
    return new GithubHost(
      new Octokit({
        auth: token,
        baseUrl: integration.config.apiBaseUrl,
        request: { timeout: requestTimeoutMs },
        retry: { enabled: false },
        throttle: { enabled: false },
      }),
      address,
    );
  }

  private constructor(
    private readonly client: Octokit,
    private readonly address: RepositoryAddress,
  ) {}

  async assertCanCreate(): Promise<void> {
    const { host, owner } = this.address;
    const response = await this.#unless404(
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
    const response = await this.#unless404(
      this.client.rest.repos.get(this.#parameters),
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
    const response = await this.#unless404(
      this.client.rest.repos.getContent({
        ...this.#parameters,
        path,
        mediaType: { format: 'raw' },
      }),
    );
    // Asked for raw contents, GitHub answers with a text, whatever the types say.
    const text: unknown = response?.data;
    return typeof text === 'string' ? text : undefined;
  }

  async delete(): Promise<void> {
    await this.#unless404(this.client.rest.repos.delete(this.#parameters));
  }

  get #parameters() {
    return { owner: this.address.owner, repo: this.address.name };
  }

  async #countCommits(): Promise<0 | 1 | 2> {
    try {
      const response = await this.#unless404(
        this.client.rest.repos.listCommits({
          ...this.#parameters,
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

  async #unless404<T>(request: Promise<T>): Promise<T | undefined> {
    const { host, owner, name } = this.address;
    try {
      return await request;
    } catch (error) {
      const status = statusOf(error);
      if (status === 404) {
        return undefined;
      }
      if (status === 401) {
        throw new NotAllowedError(`${host} does not accept the portal's token`);
      }
      if (status === 403) {
        throw new NotAllowedError(
          `${host} does not let the portal's token do that in ${owner}/${name}`,
        );
      }
      if (status === 409) {
        throw error;
      }
      throw new ServiceUnavailableError(`${host} cannot be reached`, error);
    }
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { status?: number } | undefined)?.status;
}
