import type { Repository, RepositoryStore } from './RepositoryStore';

/** The repository that a request's address names; throws a NotFoundError when there is none. */
export function repositoryOf(
  store: RepositoryStore,
  request: { params: object },
): Promise<Repository> {
  const { owner, name } = request.params as Record<string, string>;
  return store.get(owner, name);
}

/** What the `*` of a route matched. */
export function restOf(request: { params: object }): string {
  return (request.params as Record<string, string>)[0] ?? '';
}
