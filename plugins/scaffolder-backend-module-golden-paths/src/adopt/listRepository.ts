import { InputError, NotAllowedError, ResponseError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  DefaultGitlabCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { parseRepoUrl } from '@backstage/plugin-scaffolder-node';
import { z } from 'zod';
import { adoptionLimits } from './limits';
import { readJson } from './readJson';
import { kindOfMode, RepositoryListing } from './RepositoryListing';

// GitLab names no default branch where there is no commit.
const repositorySchema = z.object({
  default_branch: z.string().min(1).nullable(),
});
const githubTreeSchema = z.object({
  truncated: z.boolean(),
  tree: z.array(z.object({ path: z.string(), mode: z.string() })),
});
const gitlabTreeSchema = z.array(
  z.object({ path: z.string(), mode: z.string() }),
);

/**
 * Asks the host what stands in a repository. An archive does not tell: files may be kept out of it, and links and
 * submodules look like nothing.
 *
 * @throws InputError for a host without integration, or a repository that is not there, empty or has more entries than
 * allowed; NotAllowedError as the host answers.
 */
export async function listRepository(options: {
  repoUrl: string;
  integrations: ScmIntegrations;
  /** A token of the user, instead of the integration's. */
  token?: string;
}): Promise<RepositoryListing> {
  const { repoUrl, integrations, token } = options;
  const { host, owner, repo } = parseRepoUrl(repoUrl, integrations);
  if (!owner) {
    throw new InputError(`${repoUrl} names no owner`);
  }
  const github = integrations.github.byHost(host)?.config;
  const gitlab = integrations.gitlab.byHost(host)?.config;
  const web = webAddress(host, owner, repo);
  if (github) {
    const { headers } = await DefaultGithubCredentialsProvider.fromIntegrations(
      integrations,
    ).getCredentials({ url: web });
    return listGithub(
      `${github.apiBaseUrl}/repos/${owner}/${repo}`,
      web,
      token ? { authorization: `Bearer ${token}` } : headers ?? {},
    );
  }
  if (gitlab) {
    const { headers } = await DefaultGitlabCredentialsProvider.fromIntegrations(
      integrations,
    ).getCredentials({ url: web });
    const project = encodeURIComponent(`${owner}/${repo}`);
    return listGitlab(
      `${gitlab.apiBaseUrl}/projects/${project}`,
      web,
      token ? { authorization: `Bearer ${token}` } : headers ?? {},
    );
  }
  throw new InputError(
    `${host} is neither a GitHub nor a GitLab host of this portal, and adopting ends in a request of one of them`,
  );
}

async function readDefaultBranch(
  api: string,
  url: string,
  headers: Record<string, string>,
): Promise<string> {
  try {
    const { body } = await readJson(api, headers, repositorySchema);
    if (body.default_branch) return body.default_branch;
  } catch (error) {
    const status = error instanceof ResponseError ? error.statusCode : 0;
    const { host } = new URL(url);
    if (status === 404) {
      throw new InputError(
        `There is no repository ${url}, or the portal's token may not see it`,
      );
    }
    if (status === 401 || status === 403) {
      throw new NotAllowedError(`${host} does not let the portal read ${url}`);
    }
    throw error;
  }
  throw isEmpty(url);
}

function isEmpty(url: string): InputError {
  return new InputError(`${url} is empty: there is nothing to adopt`);
}

async function listGithub(
  api: string,
  url: string,
  headers: Record<string, string>,
): Promise<RepositoryListing> {
  const branch = await readDefaultBranch(api, url, headers);
  const { body: listed } = await readJson(
    `${api}/git/trees/${encodeURIComponent(branch)}?recursive=1`,
    headers,
    githubTreeSchema,
  ).catch(error => {
    // What GitHub answers where there is no commit.
    const isConflict =
      error instanceof ResponseError && error.statusCode === 409;
    throw isConflict ? isEmpty(url) : error;
  });
  if (listed.truncated || listed.tree.length > adoptionLimits.entries) {
    throw tooMany(url);
  }
  return listing('github', url, branch, listed.tree);
}

async function listGitlab(
  api: string,
  url: string,
  headers: Record<string, string>,
): Promise<RepositoryListing> {
  const branch = await readDefaultBranch(api, url, headers);
  const entries: z.infer<typeof gitlabTreeSchema> = [];
  let next: string | undefined = '1';
  for (let pages = 0; next; pages++) {
    if (pages >= adoptionLimits.pages) {
      throw tooMany(url);
    }
    const query = new URLSearchParams({
      ref: branch,
      recursive: 'true',
      per_page: '100',
      page: next,
    });
    const page: Awaited<ReturnType<typeof readJson<typeof entries>>> =
      await readJson(
        `${api}/repository/tree?${query}`,
        headers,
        gitlabTreeSchema,
      );
    entries.push(...page.body);
    next = page.headers.get('x-next-page') || undefined;
  }
  return listing('gitlab', url, branch, entries);
}

function listing(
  host: RepositoryListing['host'],
  url: string,
  branch: string,
  entries: { path: string; mode: string }[],
): RepositoryListing {
  return {
    host,
    url,
    branch,
    entries: entries.map(({ path, mode }) => ({
      path,
      kind: kindOfMode(mode),
    })),
  };
}

function tooMany(url: string): InputError {
  return new InputError(
    `${url} has more than ${adoptionLimits.entries} files and folders; it cannot be adopted as one service`,
  );
}

function webAddress(host: string, owner: string, repo: string): string {
  const local = /^(?:localhost|127\.\d+\.\d+\.\d+)(?::|$)/.test(host);
  return `${local ? 'http' : 'https'}://${host}/${owner}/${repo}`;
}
