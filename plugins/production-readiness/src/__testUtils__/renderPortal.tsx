import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import { mockApis, renderTestApp } from '@backstage/frontend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { mutate } from 'swr';
import plugin, { productionReadinessApiRef } from '..';
import { component, organisation } from './exampleCatalog';
import { InMemoryProductionReadiness } from './InMemoryProductionReadiness';

const entities = [
  ...organisation,
  component('checkout'),
  component('ledger'),
  component('search', 'platform-operations'),
];

interface PortalOptions {
  backend: InMemoryProductionReadiness;
  /** Names of permissions that the signed-in person does not have. */
  denied?: string[];
}

/** The catalog and this plugin in a portal of the new frontend system, at `path`, with a backend in memory. */
export function renderPortal(
  path: string,
  { backend, denied = [] }: PortalOptions,
) {
  // usePermission keeps its answers for the page: those of an earlier portal must not decide here.
  void mutate(() => true, undefined);
  const { userRef, ownershipRefs } = backend.actor;
  return renderTestApp({
    features: [catalogPlugin, plugin],
    initialRouteEntries: [path],
    apis: [
      mockApis.identity({
        userEntityRef: userRef,
        ownershipEntityRefs: ownershipRefs,
      }),
      [catalogApiRef, new InMemoryCatalogClient({ entities })],
      [productionReadinessApiRef, backend],
      [
        permissionApiRef,
        {
          authorize: async ({ permission }) => ({
            result: denied.includes(permission.name)
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
          }),
        },
      ],
    ],
  });
}
