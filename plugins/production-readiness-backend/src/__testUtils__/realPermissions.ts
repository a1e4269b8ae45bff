import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import permissionBackend from '@backstage/plugin-permission-backend';
import { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';

/**
 * The mock forgets which plugin acts on behalf of a user. The permission backend tells a plugin from a user by it.
 */
const actingAuth = createServiceFactory({
  service: coreServices.auth,
  deps: { plugin: coreServices.pluginMetadata },
  factory({ plugin }) {
    const auth = mockServices.auth({ pluginId: plugin.getId() });
    const authenticate = auth.authenticate.bind(auth);
    auth.authenticate = async (token, options) => {
      const credentials = await authenticate(token, options);
      const claims = /^mock-service-token:(.*)$/.exec(token)?.[1];
      const { sub, obo } = claims ? JSON.parse(claims) : { sub: '', obo: '' };
      return obo
        ? mockCredentials.user(obo, { actor: { subject: sub } })
        : credentials;
    };
    return auth;
  },
});

/** The real permission backend with a policy, asked over HTTP as in a portal. */
export function realPermissions(
  handle: PermissionPolicy['handle'],
): BackendFeature[] {
  return [
    permissionBackend,
    permissionsServiceFactory,
    httpAuthServiceFactory,
    actingAuth,
    createBackendModule({
      pluginId: 'permission',
      moduleId: 'readiness-policy',
      register(env) {
        env.registerInit({
          deps: { policy: policyExtensionPoint },
          init: async ({ policy }) => policy.setPolicy({ handle }),
        });
      },
    }),
  ];
}
