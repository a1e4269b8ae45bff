import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  DefaultGithubCredentialsProvider,
  ScmIntegrations,
} from '@backstage/integration';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import {
  scaffolderActionsExtensionPoint,
  scaffolderServiceRef,
} from '@backstage/plugin-scaffolder-node';
import { scaffolderTemplatingExtensionPoint } from '@backstage/plugin-scaffolder-node/alpha';
import { createAdoptAction } from './actions/createAdoptAction';
import { createCleanupAction } from './actions/createCleanupAction';
import { createCompareAction } from './actions/createCompareAction';
import { createComposeAction } from './actions/createComposeAction';
import { createDropBranchAction } from './actions/createDropBranchAction';
import { createFetchAction } from './actions/createFetchAction';
import { createFreeBranchAction } from './actions/createFreeBranchAction';
import { createPreflightAction } from './actions/createPreflightAction';
import { createProtectAction } from './actions/createProtectAction';
import { createReadinessAction } from './actions/createReadinessAction';
import { templateFilters } from './templateFilters';

/**
 * The actions and filters of the golden paths.
 *
 * @public
 */
export const goldenPathsModule = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'golden-paths',
  register({ registerInit }) {
    registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        templating: scaffolderTemplatingExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        reader: coreServices.urlReader,
        scaffolder: scaffolderServiceRef,
      },
      async init({ actions, templating, ...services }) {
        const integrations = ScmIntegrations.fromConfig(services.config);
        const options = {
          ...services,
          integrations,
          credentials:
            DefaultGithubCredentialsProvider.fromIntegrations(integrations),
        };
        templating.addTemplateFilters(templateFilters);
        actions.addActions(
          createPreflightAction(options),
          createComposeAction(options),
          createReadinessAction(options),
          createProtectAction(options),
          createCleanupAction(options),
          createFetchAction(options),
          createAdoptAction(options),
          createCompareAction(options),
          createFreeBranchAction(options),
          createDropBranchAction(options),
        );
      },
    });
  },
});
