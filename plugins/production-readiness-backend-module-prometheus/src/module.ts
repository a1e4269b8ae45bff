import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { productionReadinessExtensionPoint } from '@goldenpath/backstage-plugin-production-readiness-node';
import { readPrometheusConfig } from './config/readPrometheusConfig';
import { createPrometheusOrigin } from './createPrometheusOrigin';

/** Asks the Prometheus servers of the configuration about alert rules and error budgets. @public */
export const prometheusModule = createBackendModule({
  pluginId: 'production-readiness',
  moduleId: 'prometheus',
  register(env) {
    env.registerInit({
      deps: {
        config: coreServices.rootConfig,
        readiness: productionReadinessExtensionPoint,
      },
      async init({ config, readiness }) {
        for (const server of readPrometheusConfig(config)) {
          readiness.addFactOrigin(createPrometheusOrigin(server));
        }
      },
    });
  },
});
