import { AuthService } from '@backstage/backend-plugin-api';
import {
  DEFAULT_NAMESPACE,
  Entity,
  parseEntityRef,
  RELATION_CHILD_OF,
  RELATION_MEMBER_OF,
  stringifyEntityRef,
  UserEntity,
} from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError, NotFoundError } from '@backstage/errors';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { ExampleUser } from './ExampleUser';

/** More would not fit on a sign-in page. */
const MAX_USERS = 50;
/** Groups that nest deeper are taken for a cycle. */
const MAX_GROUP_DEPTH = 10;

/** The users that one can sign in as. */
export interface ExampleUsers {
  /** All of them, by display name. */
  list(): Promise<ExampleUser[]>;
  /** Throws InputError for a malformed reference, NotFoundError for a user that is not one of them. */
  get(entityRef: string): Promise<UserEntity>;
  /** The user, the groups that the user is a member of, and all groups above those. */
  getOwnershipRefs(user: UserEntity): Promise<string[]>;
}

/** Takes the users from the catalog: all, or those named in `auth.providers.example.users`. */
export class CatalogExampleUsers implements ExampleUsers {
  static fromConfig(
    config: Config,
    services: { auth: AuthService; catalog: CatalogService },
  ): CatalogExampleUsers {
    const refs = config.getOptionalStringArray('auth.providers.example.users');
    return new CatalogExampleUsers(
      services.auth,
      services.catalog,
      refs && new Set(refs.map(parseUserRef)),
    );
  }

  private constructor(
    private readonly auth: AuthService,
    private readonly catalog: CatalogService,
    private readonly allowed: ReadonlySet<string> | undefined,
  ) {}

  async list(): Promise<ExampleUser[]> {
    const { items } = await this.catalog.getEntities(
      {
        filter: { kind: 'User' },
        order: { field: 'metadata.name', order: 'asc' },
        limit: MAX_USERS,
      },
      await this.credentials(),
    );
    const users = items.filter(user =>
      this.isAllowed(stringifyEntityRef(user)),
    );
    const names = await this.displayNames(users.flatMap(memberOf));
    return users
      .map(user => ({
        entityRef: stringifyEntityRef(user),
        displayName: displayName(user),
        description: user.metadata.description,
        groups: memberOf(user).map(entityRef => ({
          entityRef,
          displayName: names.get(entityRef) ?? parseEntityRef(entityRef).name,
        })),
      }))
      .sort((a, b) => a.displayName.localeCompare(b.displayName));
  }

  async get(entityRef: string): Promise<UserEntity> {
    const ref = parseUserRef(entityRef);
    const user = this.isAllowed(ref)
      ? await this.catalog.getEntityByRef(ref, await this.credentials())
      : undefined;
    if (!user) throw new NotFoundError(`There is no example user ${ref}`);
    return user as UserEntity;
  }

  async getOwnershipRefs(user: UserEntity): Promise<string[]> {
    const owned = new Set([stringifyEntityRef(user)]);
    let groups = memberOf(user);
    for (let depth = 0; groups.length > 0 && depth < MAX_GROUP_DEPTH; depth++) {
      groups.forEach(ref => owned.add(ref));
      const entities = await this.entities(groups);
      groups = entities
        .flatMap(group => targets(group, RELATION_CHILD_OF))
        .filter(ref => !owned.has(ref));
    }
    return [...owned];
  }

  private isAllowed(entityRef: string): boolean {
    return this.allowed?.has(entityRef) ?? true;
  }

  private async displayNames(refs: string[]): Promise<Map<string, string>> {
    const entities = await this.entities([...new Set(refs)]);
    return new Map(entities.map(e => [stringifyEntityRef(e), displayName(e)]));
  }

  private async entities(entityRefs: string[]): Promise<Entity[]> {
    if (entityRefs.length === 0) return [];
    const { items } = await this.catalog.getEntitiesByRefs(
      { entityRefs },
      await this.credentials(),
    );
    return items.filter(item => item !== undefined);
  }

  private async credentials() {
    return { credentials: await this.auth.getOwnServiceCredentials() };
  }
}

function memberOf(user: Entity): string[] {
  return targets(user, RELATION_MEMBER_OF);
}

function targets(entity: Entity, type: string): string[] {
  return (entity.relations ?? [])
    .filter(relation => relation.type === type)
    .map(relation => relation.targetRef);
}

function displayName(entity: Entity): string {
  const profile = entity.spec?.profile as { displayName?: string } | undefined;
  return profile?.displayName ?? entity.metadata.title ?? entity.metadata.name;
}

function parseUserRef(entityRef: string): string {
  try {
    const ref = parseEntityRef(entityRef, {
      defaultKind: 'User',
      defaultNamespace: DEFAULT_NAMESPACE,
    });
    if (ref.kind.toLocaleLowerCase('en-US') === 'user') {
      return stringifyEntityRef(ref);
    }
  } catch {
    // answered below
  }
  throw new InputError('A user reference has the form user:namespace/name');
}
