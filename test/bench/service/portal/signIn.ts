import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  authProvidersExtensionPoint,
  createProxyAuthenticator,
  createProxyAuthProviderFactory,
} from '@backstage/plugin-auth-node';

export const user = 'user:default/bench';

/** Lets everybody in as one user, with the token that Backstage's auth backend issues. For the benchmark only. */
export const signIn = createBackendModule({
  pluginId: 'auth',
  moduleId: 'bench',
  register(env) {
    env.registerInit({
      deps: { providers: authProvidersExtensionPoint },
      async init({ providers }) {
        providers.registerProvider({
          providerId: 'bench',
          factory: createProxyAuthProviderFactory({
            authenticator: createProxyAuthenticator({
              initialize: () => undefined,
              defaultProfileTransform: async () => ({ profile: {} }),
              authenticate: async () => ({ result: {} }),
            }),
            signInResolver: async (_info, context) =>
              context.issueToken({
                claims: { sub: user, ent: [user, 'group:default/team-1'] },
              }),
          }),
        });
      },
    });
  },
});
