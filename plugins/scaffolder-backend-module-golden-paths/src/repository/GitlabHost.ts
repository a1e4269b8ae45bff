import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ScmIntegrations } from '@backstage/integration';
import { GitlabClient } from './GitlabClient';
import {
  HostedRepository,
  RepositoryAddress,
  RepositoryHost,
} from './RepositoryHost';
import { groupRights } from './groupRights';

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
    return new GitlabHost(GitlabClient.create(options), options.address);
  }

  private constructor(
    private readonly client: GitlabClient,
    private readonly address: RepositoryAddress,
  ) {}

  async assertCanCreate(): Promise<void> {
    const { host, owner } = this.address;
    const namespace = await this.client.get<{ id: number; kind: string }>(
      `namespaces/${encodeURIComponent(owner)}`,
    );
    if (!namespace) {
      throw new InputError(
        `There is no group or user "${owner}" on ${host}, or the portal's token may not see it`,
      );
    }
    // Tokens of OAuth and of CI do not say what they may do.
    const own = await this.client
      .get<{ scopes?: string[] }>('personal_access_tokens/self')
      .catch(() => undefined);
    if (own?.scopes && !own.scopes.includes('api')) {
      throw new NotAllowedError(
        `The token for ${host} may not create projects: it lacks the scope "api"`,
      );
    }
    const problem = await groupRights(
      path => this.client.get(path),
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
    const response = await this.client.request(
      'GET',
      `${this.client.project}/repository/files/${file}/raw?ref=HEAD`,
    );
    return response?.text();
  }

  async delete(): Promise<void> {
    const project = await this.#project();
    if (!project) return;
    const path = `projects/${project.id}`;
    await this.client.request('DELETE', path);
    // Where GitLab keeps projects for some days, the name is free only once it is gone for good.
    const kept = await this.client.get<Project>(path);
    if (kept?.marked_for_deletion_on) {
      const query = new URLSearchParams({
        permanently_remove: 'true',
        full_path: kept.path_with_namespace,
      });
      await this.client.request('DELETE', `${path}?${query}`);
    }
  }

  async protectBranch(branch: string): Promise<void> {
    const path = `${this.client.project}/protected_branches`;
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
      await this.client.request('DELETE', `${path}/${name}`);
      const response = await this.client.request('POST', `${path}?${rules}`, [
        409,
      ]);
      if (response?.ok) return;
      if (!response || attempt === 3) {
        throw new ServiceUnavailableError(
          `${branch} of ${this.address.owner}/${this.address.name} could not be protected`,
        );
      }
    }
  }

  /** The project, unless the address only leads on to one that has moved away. */
  async #project(): Promise<Project | undefined> {
    const { owner, name } = this.address;
    const project = await this.client.get<Project>(this.client.project);
    const path = `${owner}/${name}`.toLowerCase();
    return project?.path_with_namespace.toLowerCase() === path
      ? project
      : undefined;
  }

  async #countCommits(): Promise<0 | 1 | 2> {
    // An empty project has no branch to list commits of.
    const commits = await this.client.get<unknown[]>(
      `${this.client.project}/repository/commits?per_page=2`,
    );
    return Math.min(2, commits?.length ?? 0) as 0 | 1 | 2;
  }
}

/** GitLab's projects have no homepage, so the description ends with it. */
function lastUrl(description: string | null): string | undefined {
  const last = description?.trim().split(/\s+/).pop();
  return last && URL.canParse(last) ? last : undefined;
}
