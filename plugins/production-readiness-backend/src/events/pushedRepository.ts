import { z } from 'zod';

const githubPush = z.object({
  repository: z.object({ html_url: z.string() }),
});

/** The repository of a push event, as `host/owner/name` in lower case; undefined for an event that is none. */
export function pushedRepository(payload: unknown): string | undefined {
  const push = githubPush.safeParse(payload);
  if (!push.success) return undefined;
  try {
    const { host, pathname } = new URL(push.data.repository.html_url);
    const path = pathname.replace(/^\/+|\/+$/g, '').replace(/\.git$/, '');
    return `${host}/${path}`.toLowerCase();
  } catch {
    return undefined;
  }
}
