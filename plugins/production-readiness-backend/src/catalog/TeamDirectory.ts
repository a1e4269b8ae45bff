import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { parseReference } from './parseReference';

/** The teams that can take part in a review: the Groups of the catalog. */
export class TeamDirectory {
  private constructor(private readonly catalog: CatalogService) {}

  static create(options: { catalog: CatalogService }): TeamDirectory {
    return new TeamDirectory(options.catalog);
  }

  /**
   * The full reference of a team, which may be given by its name alone.
   * @param field - how the value is called in errors
   * @throws InputError for something that is no Group of the catalog
   */
  async require(
    team: string,
    field: string,
    credentials: BackstageCredentials,
  ): Promise<string> {
    const ref = parseTeam(team, field);
    const entity = await this.catalog.getEntityByRef(ref, { credentials });
    if (!entity) {
      throw new InputError(`${field}: ${ref} is no group of the catalog`);
    }
    return ref;
  }
}

function parseTeam(team: string, field: string): string {
  const ref = parseReference(team, field, 'group');
  if (!ref.startsWith('group:')) {
    throw new InputError(`${field}: ${ref} is no group`);
  }
  return ref;
}
