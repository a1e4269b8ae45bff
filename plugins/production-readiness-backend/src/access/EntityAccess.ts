import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import { FilterPredicate } from '@backstage/filter-predicates';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import { Readable } from '../database/ScorecardStore';
import { Remembered } from './Remembered';

/** Milliseconds for which the list of what somebody may read is used again. */
const listRemembered = 30_000;
/** The same for the answer of the policy. A page asks several times in a row; the policy needs to be asked once. */
const decisionRemembered = 10_000;

/** What a caller may read, which is what the caller may read in the catalog. */
export class EntityAccess {
  private readonly decisions =
    Remembered.for<PolicyDecision>(decisionRemembered);
  private readonly lists = Remembered.for<ReadonlySet<string>>(listRemembered);

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
    if (!entity) throw missing(entityRef);
    return entity;
  }

  /**
   * Lets a caller through who may read an entity that is known to exist. Whoever may read everything costs no call to
   * the catalog; for anybody else the catalog decides, each time.
   * @throws NotFoundError for an entity that the caller may not read
   */
  async require(
    entityRef: string,
    credentials: BackstageCredentials,
  ): Promise<void> {
    const { result } = await this.decide(credentials);
    if (result === AuthorizeResult.ALLOW) return;
    if (result === AuthorizeResult.DENY) throw missing(entityRef);
    await this.read(entityRef, credentials);
  }

  /**
   * The services that the caller may read. Whoever may read everything costs no call to the catalog; the list of
   * anybody else is remembered for half a minute.
   */
  async readable(credentials: BackstageCredentials): Promise<Readable> {
    const { result } = await this.decide(credentials);
    if (result === AuthorizeResult.ALLOW) return 'all';
    if (result === AuthorizeResult.DENY) return new Set();
    return this.lists.get(keyOf(credentials), () => this.list(credentials));
  }

  /** What the policy says of reading entities: of all, of none, or under conditions. */
  private decide(credentials: BackstageCredentials): Promise<PolicyDecision> {
    return this.decisions.get(keyOf(credentials), async () => {
      const [decision] = await this.permissions.authorizeConditional(
        [{ permission: catalogEntityReadPermission }],
        { credentials },
      );
      return decision;
    });
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

function keyOf({ principal }: BackstageCredentials): string {
  return JSON.stringify(principal);
}

function missing(entityRef: string): NotFoundError {
  return new NotFoundError(`There is no entity ${entityRef}`);
}
