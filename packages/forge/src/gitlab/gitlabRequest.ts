import type { Request, RequestHandler, Response } from 'express';
import { AuthenticationError, NotFoundError } from '@backstage/errors';
import { z } from 'zod';
import { Page, sendList } from '../api/readPage';
import { hasToken } from '../auth/hasToken';
import { Repository, RepositoryStore } from '../repositories/RepositoryStore';
import { GitlabError } from './GitlabError';

/** Lets nobody without the token pass: as GitLab's own header, or as bearer. */
export function requireGitlabToken(token: string): RequestHandler {
  return (request, _response, next) => {
    const own = request.headers['private-token'];
    const headers =
      typeof own === 'string' ? { authorization: `Bearer ${own}` } : undefined;
    if (hasToken(headers ? { headers } : request, token)) next();
    else next(new AuthenticationError('401 Unauthorized'));
  };
}

/**
 * The address under which a request has reached the forge. A portal that knows the forge as GitHub under `localhost` can
 * know it as GitLab under `127.0.0.1`, so addresses go back as they came.
 */
export function originOf(request: Pick<Request, 'headers'>): string {
  return `http://${request.headers.host}`;
}

/** The project that an address names, by number or by its whole path; throws a NotFoundError when there is none. */
export async function projectOf(
  store: RepositoryStore,
  request: { params: object },
): Promise<Repository> {
  const { project } = request.params as { project: string };
  if (/^\d{1,10}$/.test(project)) {
    const found = (await store.list()).find(
      ({ state }) => state.id === Number(project),
    );
    if (!found) throw new NotFoundError('404 Project Not Found');
    return found;
  }
  const [owner, name, ...rest] = project.split('/');
  if (!name || rest.length > 0)
    throw new NotFoundError('404 Project Not Found');
  return store.get(owner, name);
}

/** The body of a request in the form of `schema`; fields at fault are named as GitLab names them. */
export function parseGitlab<T extends z.ZodType>(
  schema: T,
  body: unknown,
): z.infer<T> {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  const fields: Record<string, string[]> = {};
  for (const { path, message } of result.error.issues) {
    (fields[path.join('.')] ??= []).push(message);
  }
  throw new GitlabError(400, fields);
}

/** A parameter of the query that is one text. */
export function queryText(
  request: Pick<Request, 'query'>,
  key: string,
): string {
  const value = request.query[key];
  return typeof value === 'string' ? value : '';
}

/** Answers with one page of a list; GitLab names the next one by its number too. */
export function sendGitlabList(
  response: Response,
  origin: string,
  page: Page,
  items: unknown[],
): void {
  if (items.length === page.limit) {
    response.set('x-next-page', String(page.skip / page.limit + 2));
  }
  sendList(response, origin, page, items);
}
