import { createBackendModule } from '@backstage/backend-plugin-api';
import { productionReadinessExtensionPoint } from '@goldenpath/backstage-plugin-production-readiness-node';
import { licenceCollector } from './licenceCollector';
import { licenceRubric } from './licenceRubric';

/** Adds the licence of a service to its facts, and a check on it to the rubric. @public */
export const licenceModule = createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'licence',
  register(env) {
    env.registerInit({
      deps: { readiness: productionReadinessExtensionPoint },
      async init({ readiness }) {
        readiness.addCollector(licenceCollector);
        readiness.addRubric({ file: 'licence module', text: licenceRubric });
      },
    });
  },
});
