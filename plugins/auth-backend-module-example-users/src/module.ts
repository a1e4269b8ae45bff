import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { CatalogExampleUsers } from './CatalogExampleUsers';
import { createExampleAuthenticator } from './createExampleAuthenticator';
import { createExampleSignInResolver } from './createExampleSignInResolver';
import { createRouter } from './createRouter';
import { refuseInProduction } from './refuseInProduction';

/**
 * Auth provider `example`: signs in as any user of the catalog that the configuration allows. Throws at
 * start-up when NODE_ENV or `auth.environment` is `production`.
 *
 * @public
 */
export const authModuleExampleUsers = createBackendModule({
  pluginId: 'auth',
  moduleId: 'example-users',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        providers: authProvidersExtensionPoint,
      },
      async init({ auth, catalog, config, httpRouter, logger, providers }) {
        refuseInProduction(config, process.env.NODE_ENV);
        const users = CatalogExampleUsers.fromConfig(config, { auth, catalog });
        httpRouter.use(createRouter({ users }));
        providers.registerProvider({
          providerId: 'example',
          factory: createProxyAuthProviderFactory({
            authenticator: createExampleAuthenticator({ users }),
            signInResolver: createExampleSignInResolver({ users }),
          }),
        });
        logger.warn(
          'Anyone who reaches this portal can sign in as an example user. Never do this in production.',
        );
      },
    });
  },
});
