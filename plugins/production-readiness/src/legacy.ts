/**
 * Scorecards and readiness reviews for Backstage's legacy frontend system.
 *
 * @packageDocumentation
 */
import {
  createApiFactory,
  createComponentExtension,
  createPlugin,
  createRoutableExtension,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/core-plugin-api';
import { ProductionReadinessClient } from '@goldenpath/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from './api';
import { prefixClassNames } from './prefixClassNames';
import { rootRouteRef } from './routes';

export { productionReadinessApiRef } from './api';
export { productionReadinessTranslationRef } from './translation';

prefixClassNames();

/** Scorecards and readiness reviews, for the legacy frontend system. @public */
export const productionReadinessPlugin = createPlugin({
  id: 'production-readiness',
  routes: { root: rootRouteRef },
  apis: [
    createApiFactory({
      api: productionReadinessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: dependencies => new ProductionReadinessClient(dependencies),
    }),
  ],
});

/** The readiness pages; mount it at `/readiness`. @public */
export const ReadinessPage = productionReadinessPlugin.provide(
  createRoutableExtension({
    name: 'ReadinessPage',
    mountPoint: rootRouteRef,
    component: () =>
      import('./components/LegacyPage').then(({ LegacyPage }) => LegacyPage),
  }),
);

/** The tab of an entity page; give it the path `/readiness`. @public */
export const EntityReadinessContent = productionReadinessPlugin.provide(
  createComponentExtension({
    name: 'EntityReadinessContent',
    component: {
      lazy: () =>
        import('./components/scorecard/ReadinessTab').then(
          ({ ReadinessTab }) => ReadinessTab,
        ),
    },
  }),
);

/** The card of an entity's overview. @public */
export const EntityReadinessCard = productionReadinessPlugin.provide(
  createComponentExtension({
    name: 'EntityReadinessCard',
    component: {
      lazy: () =>
        import('./components/scorecard/ReadinessCard').then(
          ({ ReadinessCard }) => ReadinessCard,
        ),
    },
  }),
);
