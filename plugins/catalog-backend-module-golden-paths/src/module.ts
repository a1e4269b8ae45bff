import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { GoldenPathEntityProvider } from './GoldenPathEntityProvider';

/**
 * Adds the templates of the folder `goldenPaths.directory` to the catalog.
 *
 * @public
 */
export const catalogModuleGoldenPaths = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'golden-paths',
  register(env) {
    env.registerInit({
      deps: {
        catalog: catalogProcessingExtensionPoint,
        config: coreServices.rootConfig,
        logger: coreServices.logger,
        scheduler: coreServices.scheduler,
      },
      async init({ catalog, ...services }) {
        catalog.addEntityProvider(
          GoldenPathEntityProvider.fromConfig(services),
        );
      },
    });
  },
});
