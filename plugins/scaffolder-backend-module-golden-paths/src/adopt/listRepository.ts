import { InputError } from '@backstage/errors';
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

const repositorySchema = z.object({ default_branch: z.string().min(1) });
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
 * @throws InputError for a host without integration, or a repository with more entries than allowed; NotFoundError
 * and NotAllowedError as the host answers.
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

async function listGithub(
  api: string,
  url: string,
  headers: Record<string, string>,
): Promise<RepositoryListing> {
  const { body } = await readJson(api, headers, repositorySchema);
  const branch = body.default_branch;
  const { body: listed } = await readJson(
    `${api}/git/trees/${encodeURIComponent(branch)}?recursive=1`,
    headers,
    githubTreeSchema,
  );
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
  const { body } = await readJson(api, headers, repositorySchema);
  const branch = body.default_branch;
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
