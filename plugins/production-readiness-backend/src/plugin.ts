import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { isResourcePermission } from '@backstage/plugin-permission-common';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import {
  actionsRegistryServiceRef,
  metricsServiceRef,
  tracingServiceRef,
} from '@backstage/backend-plugin-api/alpha';
import {
  productionReadinessPermissions,
  RubricText,
  servicePermissions,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  Collector,
  FactOrigin,
  productionReadinessExtensionPoint,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { registerActions } from './actions/registerActions';
import { createServices } from './createServices';
import { readinessRules } from './permissions/rules';
import { readinessServiceResourceRef } from './permissions/ServiceResource';
import { createRouter } from './router/createRouter';
import { startWork } from './startWork';

/** Scores the services of the catalog, and serves scorecards and reviews. @public */
export const productionReadinessPlugin = createBackendPlugin({
  pluginId: 'production-readiness',
  register(env) {
    const collectors: Collector[] = [];
    const origins: FactOrigin[] = [];
    const rubrics: RubricText[] = [];
    env.registerExtensionPoint(productionReadinessExtensionPoint, {
      addCollector: collector => collectors.push(collector),
      addFactOrigin: origin => origins.push(origin),
      addRubric: rubric => rubrics.push(rubric),
    });

    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        metrics: metricsServiceRef,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        scheduler: coreServices.scheduler,
        tracing: tracingServiceRef,
        urlReader: coreServices.urlReader,
        userInfo: coreServices.userInfo,
      },
      async init(deps) {
        const { auditor, httpAuth, httpRouter } = deps;
        const services = await createServices({
          ...deps,
          collectors,
          origins,
          rubrics,
        });
        deps.permissionsRegistry.addPermissions(
          productionReadinessPermissions.filter(
            permission => !isResourcePermission(permission),
          ),
        );
        deps.permissionsRegistry.addResourceType({
          resourceRef: readinessServiceResourceRef,
          permissions: servicePermissions,
          rules: Object.values(readinessRules),
          getResources: refs => services.serviceResources.load(refs),
        });
        httpRouter.use(createRouter({ auditor, httpAuth, ...services }));
        // Badges are images of pages, which have no other way to say who looks at them.
        httpRouter.addAuthPolicy({ path: '/scorecards', allow: 'user-cookie' });
        registerActions({ ...deps, services });
        await startWork(deps, services);
      },
    });
  },
});
