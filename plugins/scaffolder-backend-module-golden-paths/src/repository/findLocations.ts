import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';

/** The locations of the catalog that lie in a repository. */
export async function findLocations(
  { catalog, auth }: { catalog: CatalogService; auth: AuthService },
  repositoryUrl: string,
): Promise<{ id: string; target: string }[]> {
  const credentials = await auth.getOwnServiceCredentials();
  const { items } = await catalog.getLocations({}, { credentials });
  return items.filter(({ target }) => target.startsWith(`${repositoryUrl}/`));
}
