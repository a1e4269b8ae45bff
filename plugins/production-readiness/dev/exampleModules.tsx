import { useEffect } from 'react';
import { InMemoryCatalogClient } from '@backstage/catalog-client/testUtils';
import {
  ApiBlueprint,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import type { IdentityApi } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { productionReadinessApiRef } from '../src';
import { exampleBackend, exampleEntities, signedIn } from './exampleBackend';

const identity: IdentityApi = {
  getBackstageIdentity: async () => ({
    type: 'user',
    userEntityRef: signedIn.userRef,
    ownershipEntityRefs: signedIn.ownershipRefs,
  }),
  getCredentials: async () => ({ token: undefined }),
  getProfileInfo: async () => ({ displayName: signedIn.userRef }),
  signOut: async () => {},
};

function SignIn({
  onSignInSuccess,
}: {
  onSignInSuccess: (api: IdentityApi) => void;
}) {
  useEffect(() => onSignInSuccess(identity), [onSignInSuccess]);
  return null;
}

const signIn = SignInPageBlueprint.make({
  params: { loader: async () => SignIn },
});

const permissionApi = ApiBlueprint.make({
  name: 'permission',
  params: define =>
    define({
      api: permissionApiRef,
      deps: {},
      factory: () => ({
        authorize: async () => ({ result: AuthorizeResult.ALLOW }),
      }),
    }),
});

const catalogApi = ApiBlueprint.make({
  params: define =>
    define({
      api: catalogApiRef,
      deps: {},
      factory: () => new InMemoryCatalogClient({ entities: exampleEntities }),
    }),
});

const readinessApi = ApiBlueprint.make({
  params: define =>
    define({
      api: productionReadinessApiRef,
      deps: {},
      factory: () => exampleBackend,
    }),
});

/** A portal with no backend: a catalog, people and scorecards in memory. */
export const exampleModules = [
  createFrontendModule({
    pluginId: 'app',
    extensions: [signIn, permissionApi],
  }),
  createFrontendModule({ pluginId: 'catalog', extensions: [catalogApi] }),
  createFrontendModule({
    pluginId: 'production-readiness',
    extensions: [readinessApi],
  }),
];
