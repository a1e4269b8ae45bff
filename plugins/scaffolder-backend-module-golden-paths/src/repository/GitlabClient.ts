import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  getGitLabRequestOptions,
  GitLabIntegrationConfig,
  ScmIntegrations,
} from '@backstage/integration';
import { RepositoryAddress } from './RepositoryHost';

const requestTimeoutMs = 15_000;

/** Asks GitLab's API about one project, and says what to do about what it refuses. */
export class GitlabClient {
  /** @throws InputError when there is no token for the host. */
  static create(options: {
    address: RepositoryAddress;
    integrations: ScmIntegrations;
    /** A token of the user, used instead of the integration's. */
    token?: string;
  }): GitlabClient {
    const { address, integrations, token } = options;
    const config = integrations.gitlab.byHost(address.host)?.config;
    if (!config || !(token ?? config.token)) {
      throw new InputError(
        `The portal has no token that may change projects in ${address.host}/${address.owner}`,
      );
    }
    return new GitlabClient(config, address, token);
  }

  private constructor(
    private readonly config: GitLabIntegrationConfig,
    private readonly address: RepositoryAddress,
    private readonly token: string | undefined,
  ) {}

  /** The path of the project in the API. */
  get project(): string {
    const { owner, name } = this.address;
    return `projects/${encodeURIComponent(`${owner}/${name}`)}`;
  }

  /** What is at a path of the API; undefined when there is nothing. */
  async get<T>(path: string): Promise<T | undefined> {
    const response = await this.request('GET', path);
    return response && ((await response.json()) as T);
  }

  /**
   * @param accepted - status codes besides those of success that the caller deals with
   * @returns undefined for what is not there
   * @throws NotAllowedError, ServiceUnavailableError
   */
  async request(
    method: string,
    path: string,
    accepted: readonly number[] = [],
  ): Promise<Response | undefined> {
    const { host, owner, name } = this.address;
    const unreachable = (cause: unknown) =>
      new ServiceUnavailableError(`${host} cannot be reached`, cause);
    let response: Response;
    try {
      response = await fetch(`${this.config.apiBaseUrl}/${path}`, {
        method,
        ...getGitLabRequestOptions(this.config, this.token),
        signal: AbortSignal.timeout(requestTimeoutMs),
      });
    } catch (error) {
      throw unreachable(error);
    }
    if (response.ok || accepted.includes(response.status)) return response;
    await response.body?.cancel();
    switch (response.status) {
      case 404:
        return undefined;
      case 401:
        throw new NotAllowedError(`${host} does not accept the portal's token`);
      case 403:
        throw new NotAllowedError(
          `${host} does not let the portal's token do that in ${owner}/${name}`,
        );
      default:
        throw unreachable(new Error(`status ${response.status}`));
    }
  }
}
