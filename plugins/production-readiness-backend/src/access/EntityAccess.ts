import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { FilterPredicate } from '@backstage/filter-predicates';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Readable } from '../database/ScorecardStore';

const remembered = 30_000;

/** What a caller may read, which is what the caller may read in the catalog. */
export class EntityAccess {
  private readonly lists = new Map<
    string,
    { until: number; readable: Promise<Readable> }
  >();

  private constructor(
    private readonly catalog: CatalogService,
    private readonly permissions: PermissionsService,
    private readonly entities: FilterPredicate,
  ) {}

  static create(options: {
    catalog: CatalogService;
    permissions: PermissionsService;
    entities: FilterPredicate;
  }): EntityAccess {
    const { catalog, permissions, entities } = options;
    return new EntityAccess(catalog, permissions, entities);
  }

  /** @throws NotFoundError for an entity that does not exist or that the caller may not read */
  async read(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<Entity> {
    const entity = await this.catalog.getEntityByRef(entityRef, {
      credentials,
    });
    if (!entity) throw new NotFoundError(`There is no entity ${entityRef}`);
    return entity;
  }

  /**
   * The services that the caller may read. Whoever may read everything costs no call to the catalog; the list of
   * anybody else is remembered for half a minute.
   */
  async readable(credentials: BackstageCredentials): Promise<Readable> {
    const [decision] = await this.permissions.authorizeConditional(
      [{ permission: catalogEntityReadPermission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.ALLOW) return 'all';
    if (decision.result === AuthorizeResult.DENY) return new Set();
    const key = JSON.stringify(credentials.principal);
    const now = Date.now();
    for (const [other, { until }] of this.lists) {
      if (until < now) this.lists.delete(other);
    }
    const list = this.lists.get(key);
    if (list) return list.readable;
    const readable = this.list(credentials);
    this.lists.set(key, { until: now + remembered, readable });
    readable.catch(() => this.lists.delete(key));
    return readable;
  }

  private async list(
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    const refs = new Set<string>();
    const pages = this.catalog.streamEntities(
      {
        query: this.entities,
        fields: ['kind', 'metadata.namespace', 'metadata.name'],
      },
      { credentials },
    );
    for await (const page of pages) {
      for (const entity of page) refs.add(stringifyEntityRef(entity));
    }
    return refs;
  }
}
