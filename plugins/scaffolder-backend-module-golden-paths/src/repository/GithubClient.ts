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
import { RepositoryAddress } from './RepositoryHost';

const requestTimeoutMs = 15_000;

/** Asks the API of GitHub, or of whatever speaks it, about one repository, and says what to do about what it refuses. */
export class GithubClient {
  /**
   * @throws InputError when there is no integration, or no token, for the host.
   */
  static async create(options: {
    address: RepositoryAddress;
    integrations: ScmIntegrations;
    credentials: GithubCredentialsProvider;
    /** A token of the user, used instead of the integration's. */
    token?: string;
  }): Promise<GithubClient> {
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
        `The portal has no token that may change repositories in ${host}/${owner}`,
      );
    }
    const { rest } = new Octokit({
      auth: token,
      baseUrl: integration.config.apiBaseUrl,
      request: { timeout: requestTimeoutMs },
      retry: { enabled: false },
      throttle: { enabled: false },
    });
    return new GithubClient(rest, address);
  }

  private constructor(
    readonly rest: Octokit['rest'],
    private readonly address: RepositoryAddress,
  ) {}

  /** The repository in the parameters of a request. */
  get repository() {
    return { owner: this.address.owner, repo: this.address.name };
  }

  /**
   * @returns undefined for what is not there
   * @throws NotAllowedError, ServiceUnavailableError
   */
  async unless404<T>(request: Promise<T>): Promise<T | undefined> {
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

/** The status code that a request has failed with. */
export function statusOf(error: unknown): number | undefined {
  return (error as { status?: number } | undefined)?.status;
}
