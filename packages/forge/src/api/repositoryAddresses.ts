import type { Repository } from '../repositories/RepositoryStore';

/** Where a repository's API and pages are. */
export function repositoryAddresses(
  url: string,
  { state }: Repository,
): { api: string; html: string } {
  return {
    api: `${url}/api/v3/repos/${state.owner}/${state.name}`,
    html: `${url}/${state.owner}/${state.name}`,
  };
}
