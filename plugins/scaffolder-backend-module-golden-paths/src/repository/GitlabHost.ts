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
import {
  HostedRepository,
  RepositoryAddress,
  RepositoryHost,
} from './RepositoryHost';
import { groupRights } from './groupRights';

const requestTimeoutMs = 15_000;

interface Project {
  id: number;
  web_url: string;
  description: string | null;
  path_with_namespace: string;
  marked_for_deletion_on?: string | null;
}

/** A repository on GitLab. */
export class GitlabHost implements RepositoryHost {
  readonly kind = 'gitlab';

  /** @throws InputError when there is no token for the host. */
  static create(options: {
    address: RepositoryAddress;
    integrations: ScmIntegrations;
    /** A token of the user, used instead of the integration's. */
    token?: string;
  }): GitlabHost {
    const { address, integrations, token } = options;
    const config = integrations.gitlab.byHost(address.host)?.config;
    if (!config || !(token ?? config.token)) {
      throw new InputError(
        `The portal has no token that may create projects in ${address.host}/${address.owner}`,
      );
    }
    return new GitlabHost(config, address, token);
  }

  private constructor(
    private readonly config: GitLabIntegrationConfig,
    private readonly address: RepositoryAddress,
    private readonly token: string | undefined,
  ) {}

  async assertCanCreate(): Promise<void> {
    const { host, owner } = this.address;
    const namespace = await this.#get<{ id: number; kind: string }>(
      `namespaces/${encodeURIComponent(owner)}`,
    );
    if (!namespace) {
      throw new InputError(
        `There is no group or user "${owner}" on ${host}, or the portal's token may not see it`,
      );
    }
    // Tokens of OAuth and of CI do not say what they may do.
    const own = await this.#get<{ scopes?: string[] }>(
      'personal_access_tokens/self',
    ).catch(() => undefined);
    if (own?.scopes && !own.scopes.includes('api')) {
      throw new NotAllowedError(
        `The token for ${host} may not create projects: it lacks the scope "api"`,
      );
    }
    const problem = await groupRights(
      path => this.#get(path),
      owner,
      namespace.kind,
    );
    if (problem) {
      throw new NotAllowedError(
        `The token for ${host} may not create projects in ${owner}: ${problem}`,
      );
    }
  }

  async find(): Promise<HostedRepository | undefined> {
    const project = await this.#project();
    return (
      project && {
        url: project.web_url,
        homepage: lastUrl(project.description),
        commits: await this.#countCommits(),
      }
    );
  }

  async readFile(path: string): Promise<string | undefined> {
    const file = encodeURIComponent(path);
    const response = await this.#request(
      'GET',
      `${this.#path}/repository/files/${file}/raw?ref=HEAD`,
    );
    return response?.text();
  }

  async delete(): Promise<void> {
    const project = await this.#project();
    if (!project) return;
    const path = `projects/${project.id}`;
    await this.#request('DELETE', path);
    // Where GitLab keeps projects for some days, the name is free only once it is gone for good.
    const kept = await this.#get<Project>(path);
    if (kept?.marked_for_deletion_on) {
      const query = new URLSearchParams({
        permanently_remove: 'true',
        full_path: kept.path_with_namespace,
      });
      await this.#request('DELETE', `${path}?${query}`);
    }
  }

  async protectBranch(branch: string): Promise<void> {
    const path = `${this.#path}/protected_branches`;
    const name = encodeURIComponent(branch);
    const rules = new URLSearchParams({
      name: branch,
      push_access_level: '0',
      merge_access_level: '30',
      allow_force_push: 'false',
    });
    // GitLab protects it by itself shortly after the first push, so that maintainers may push. Without a paid plan its
    // rules can only be replaced, and may appear between the two requests.
    for (let attempt = 1; ; attempt++) {
      await this.#request('DELETE', `${path}/${name}`);
      const response = await this.#request('POST', `${path}?${rules}`, [409]);
      if (response?.ok) return;
      if (!response || attempt === 3) {
        throw new ServiceUnavailableError(
          `${branch} of ${this.address.owner}/${this.address.name} could not be protected`,
        );
      }
    }
  }

  get #path(): string {
    const { owner, name } = this.address;
    return `projects/${encodeURIComponent(`${owner}/${name}`)}`;
  }

  /** The project, unless the address only leads on to one that has moved away. */
  async #project(): Promise<Project | undefined> {
    const { owner, name } = this.address;
    const project = await this.#get<Project>(this.#path);
    const path = `${owner}/${name}`.toLowerCase();
    return project?.path_with_namespace.toLowerCase() === path
      ? project
      : undefined;
  }

  async #countCommits(): Promise<0 | 1 | 2> {
    // An empty project has no branch to list commits of.
    const commits = await this.#get<unknown[]>(
      `${this.#path}/repository/commits?per_page=2`,
    );
    return Math.min(2, commits?.length ?? 0) as 0 | 1 | 2;
  }

  async #get<T>(path: string): Promise<T | undefined> {
    const response = await this.#request('GET', path);
    return response && ((await response.json()) as T);
  }

  async #request(
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

/** GitLab's projects have no homepage, so the description ends with it. */
function lastUrl(description: string | null): string | undefined {
  const last = description?.trim().split(/\s+/).pop();
  return last && URL.canParse(last) ? last : undefined;
}
