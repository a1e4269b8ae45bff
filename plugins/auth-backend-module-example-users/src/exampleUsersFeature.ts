import {
  coreServices,
  createBackendFeatureLoader,
} from '@backstage/backend-plugin-api';
import { authModuleExampleUsers } from './module';

/**
 * Adds the example users when `auth.providers.example` is configured, and nothing otherwise, so that one
 * list of backend features serves development and production.
 *
 * @public
 */
export const exampleUsersFeature = createBackendFeatureLoader({
  deps: { config: coreServices.rootConfig },
  *loader({ config }) {
    if (config.has('auth.providers.example')) yield authModuleExampleUsers;
  },
});
