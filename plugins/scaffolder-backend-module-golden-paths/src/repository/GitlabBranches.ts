import { InputError, NotAllowedError } from '@backstage/errors';
import { BranchHost, HostedBranch, incomparable } from './BranchHost';
import { GitlabClient } from './GitlabClient';

/** GitLab's number of the least role that may push a branch. */
const DEVELOPER = 30;

interface Access {
  access_level: number;
}

interface Project {
  path_with_namespace: string;
  archived?: boolean;
  merge_requests_enabled?: boolean;
  permissions?: { project_access: Access | null; group_access: Access | null };
}

/** Branches and merge requests of a project on GitLab. */
export class GitlabBranches implements BranchHost {
  // `publish:gitlab:merge-request` takes no branch that exists.
  readonly changesRequests = false;

  static create(
    options: Parameters<typeof GitlabClient.create>[0],
  ): GitlabBranches {
    const { owner, name } = options.address;
    return new GitlabBranches(GitlabClient.create(options), `${owner}/${name}`);
  }

  private constructor(
    private readonly client: GitlabClient,
    private readonly slug: string,
  ) {}

  async assertCanPropose(): Promise<void> {
    const project = await this.client.get<Project>(this.client.project);
    if (!project) {
      throw new InputError(
        `There is no project ${this.slug}, or the portal's token may not see it`,
      );
    }
    if (project.archived) {
      throw new NotAllowedError(
        `${this.slug} is archived; nothing can be added`,
      );
    }
    if (project.merge_requests_enabled === false) {
      throw new NotAllowedError(`${this.slug} takes no merge requests`);
    }
    // An administrator is no member, and neither is everybody who may push by way of another group.
    const { project_access: own, group_access: group } =
      project.permissions ?? {};
    const levels = [own, group].flatMap(access => access?.access_level ?? []);
    if (levels.length > 0 && Math.max(...levels) < DEVELOPER) {
      throw new NotAllowedError(
        `The portal's token may not push to ${this.slug}: it is less than developer there`,
      );
    }
  }

  async find(
    branch: string,
    target: string,
  ): Promise<HostedBranch | undefined> {
    const { client } = this;
    if (!(await client.get(this.#pathOf(branch)))) return undefined;
    const between = new URLSearchParams({ from: target, to: branch });
    const open = new URLSearchParams({
      state: 'opened',
      source_branch: branch,
    });
    const [compared, requests] = await Promise.all([
      client.get<{ commits: { title: string }[] }>(
        `${client.project}/repository/compare?${between}`,
      ),
      client.get<{ web_url: string }[]>(
        `${client.project}/merge_requests?${open}`,
      ),
    ]);
    if (!compared) throw incomparable(branch, target);
    return {
      commits: compared.commits.map(({ title }) => title),
      request: requests?.[0]?.web_url,
    };
  }

  async delete(branch: string): Promise<void> {
    await this.client.request('DELETE', this.#pathOf(branch));
  }

  #pathOf(branch: string): string {
    const name = encodeURIComponent(branch);
    return `${this.client.project}/repository/branches/${name}`;
  }
}
