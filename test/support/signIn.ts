import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

/** Lets everybody in as whoever they say they are, with a token that Backstage's auth backend issues. For tests only. */
export const signIn = createBackendModule({
  pluginId: 'auth',
  moduleId: 'test',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'test',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              initialize: () => undefined,
              defaultProfileTransform: async () => ({ profile: {} }),
              authenticate: async ({ req }) => ({
                result: {
                  user: String(req.headers['x-user']),
                  group: String(req.headers['x-group']),
                },
              }),
            }),
            signInResolver: async ({ result: { user, group } }, context) =>
              context.issueToken({ claims: { sub: user, ent: [user, group] } }),
          }),
        });
      },
    });
  },
});
