import {
  BackstageCredentials,
  BackstageUserPrincipal,
  createServiceFactory,
  ServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  CompoundEntityRef,
  Entity,
  parseEntityRef,
} from '@backstage/catalog-model';
import {
  CatalogService,
  catalogServiceRef,
  CatalogServiceRequestOptions,
} from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { mayRead } from '../portal/readers';
import { entityOf, nameOf } from './entities';

const pageSize = 500;

/**
 * A catalog of a fleet that makes its entities as they are asked for: it takes no memory and next to no time, so that
 * what is measured is the service and not the catalog.
 */
export function fleetCatalog(size: number): CatalogService {
  const find = (ref: string): Entity | undefined => {
    const { kind, name } = parseEntityRef(ref);
    if (kind.toLocaleLowerCase('en-US') === 'group') {
      return groupOf(name);
    }
    const index = Number(/^service-(\d{6})$/.exec(name)?.[1]);
    return index < size && nameOf(index) === name ? entityOf(index) : undefined;
  };
  return Object.assign(catalogServiceMock(), {
    getEntityByRef: async (ref: string | CompoundEntityRef) =>
      find(typeof ref === 'string' ? ref : `${ref.kind}:default/${ref.name}`),
    getEntitiesByRefs: async ({ entityRefs }: { entityRefs: string[] }) => ({
      items: entityRefs.map(find),
    }),
    async *streamEntities(
      request: { filter?: unknown } | undefined,
      { credentials }: CatalogServiceRequestOptions,
    ) {
      if (JSON.stringify(request?.filter ?? {}).includes('Group')) {
        yield Array.from({ length: Math.ceil(size / 40) }, (_, index) =>
          groupOf(`team-${index}`),
        );
        return;
      }
      const user = userOf(credentials);
      for (let start = 0; start < size; start += pageSize) {
        yield Array.from(
          { length: Math.min(pageSize, size - start) },
          (_, offset) => start + offset,
        )
          .filter(index => mayRead(user, index))
          .map(entityOf);
      }
    },
  });
}

/** The same as the catalog service of a backend. */
export function fleetCatalogService(size: number): ServiceFactory {
  return createServiceFactory({
    service: catalogServiceRef,
    deps: {},
    factory: () => fleetCatalog(size),
  });
}

function userOf({ principal }: BackstageCredentials): string | undefined {
  return (principal as Partial<BackstageUserPrincipal>).userEntityRef;
}

function groupOf(name: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { namespace: 'default', name },
    spec: { type: 'team', children: [] },
  };
}
