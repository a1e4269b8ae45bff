import { createBackendModule } from '@backstage/backend-plugin-api';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { readers } from './readers';

/** Allows everything, but for one reader, whose entities are a matter of conditions that the catalog applies. */
export const policy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'bench-policy',
  register(env) {
    env.registerInit({
      deps: { extension: policyExtensionPoint },
      async init({ extension }) {
        extension.setPolicy({
          async handle({ permission }, user) {
            return permission.name === catalogEntityReadPermission.name &&
              user?.info.userEntityRef === readers.most
              ? {
                  result: AuthorizeResult.CONDITIONAL,
                  pluginId: 'catalog',
                  resourceType: 'catalog-entity',
                  conditions: {
                    rule: 'HAS_LABEL',
                    resourceType: 'catalog-entity',
                    params: { label: 'open' },
                  },
                }
              : { result: AuthorizeResult.ALLOW };
          },
        });
      },
    });
  },
});
