import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  AuthorizeResult,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';

/** What a test lets one user do; reads are decided by the catalog where they are not all allowed. */
export interface Rights {
  /** Names of the entities that the user may read. */
  reads: 'all' | string[];
  writes: boolean;
}

/** A policy with a catalog that applies its conditions: here, by lists of names per user. */
export function rightsOf(rights: Record<string, Rights>, entities: Entity[]) {
  const everything = catalogServiceMock({ entities });
  const visible = new Map(
    Object.entries(rights).map(([user, { reads }]) => [
      user,
      catalogServiceMock({
        entities: entities.filter(
          ({ metadata }) => reads === 'all' || reads.includes(metadata.name),
        ),
      }),
    ]),
  );
  const decide = (user: string, { name }: Permission): PolicyDecision => {
    const { reads, writes } = rights[user];
    if (name !== 'catalog.entity.read') {
      return { result: writes ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
    }
    if (reads === 'all') return { result: AuthorizeResult.ALLOW };
    return {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'catalog',
      resourceType: 'catalog-entity',
      conditions: {
        rule: 'IS_ENTITY_OWNER',
        resourceType: 'catalog-entity',
        params: {},
      },
    };
  };
  const userOf = (options: any): string | undefined =>
    options?.credentials?.principal?.userEntityRef;
  return {
    permissions: createServiceFactory({
      service: coreServices.permissions,
      deps: {},
      factory: () => ({
        authorize: async (requests, options) =>
          requests.map(({ permission }) => ({
            result:
              decide(userOf(options)!, permission).result ===
              AuthorizeResult.ALLOW
                ? AuthorizeResult.ALLOW
                : AuthorizeResult.DENY,
          })),
        authorizeConditional: async (requests, options) =>
          requests.map(({ permission }) =>
            decide(userOf(options)!, permission),
          ),
      }),
    }),
    catalog: new Proxy(everything, {
      get(target, key: keyof typeof everything) {
        const method = target[key] as (...parameters: unknown[]) => unknown;
        if (typeof method !== 'function') return method;
        return (...parameters: unknown[]) => {
          const mine = visible.get(userOf(parameters[1]) ?? '') ?? target;
          return (mine[key] as typeof method).apply(mine, parameters);
        };
      },
    }),
  };
}
