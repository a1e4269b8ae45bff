import parseGitUrl from 'git-url-parse';
import { z } from 'zod';

const link = z.object({ href: z.string() });

/** Where the push events of each Git host name the page of the repository. */
const addresses = [
  // GitHub and Gitea
  z
    .object({ repository: z.object({ html_url: z.string() }) })
    .transform(({ repository }) => repository.html_url),
  // GitLab
  z
    .object({ project: z.object({ web_url: z.string() }) })
    .transform(({ project }) => project.web_url),
  // Bitbucket Cloud
  z
    .object({
      repository: z.object({ links: z.object({ html: link }) }),
    })
    .transform(({ repository }) => repository.links.html.href),
  // Bitbucket Server
  z
    .object({
      repository: z.object({ links: z.object({ self: z.array(link).min(1) }) }),
    })
    .transform(({ repository }) => repository.links.self[0].href),
];

/** The topics under which Backstage's event modules publish pushes. */
export const pushTopics = [
  'github.push',
  'gitea.push',
  'gitlab.push',
  'bitbucketCloud.repo:push',
  'bitbucketServer.repo:refs_changed',
];

/** The repository of a push event, as `host/owner/name` in lower case; undefined for an event that is none. */
export function pushedRepository(payload: unknown): string | undefined {
  for (const address of addresses) {
    const url = address.safeParse(payload);
    if (url.success) return repositoryOf(url.data);
  }
  return undefined;
}

function repositoryOf(url: string): string | undefined {
  try {
    const { owner, name } = parseGitUrl(url);
    return owner && name
      ? `${new URL(url).host}/${owner}/${name}`.toLowerCase()
      : undefined;
  } catch {
    return undefined;
  }
}
