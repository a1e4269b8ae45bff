import { createApiRef } from '@backstage/core-plugin-api';
import type { ProductionReadinessApi } from '@goldenpath/backstage-plugin-production-readiness-common';

/** The backend of the plugin, as its pages see it. Replace it to serve scorecards from elsewhere. @public */
export const productionReadinessApiRef = createApiRef<ProductionReadinessApi>({
  id: 'plugin.production-readiness.service',
});
