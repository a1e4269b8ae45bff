import {
  ApiBlueprint,
  discoveryApiRef,
  fetchApiRef,
} from '@backstage/frontend-plugin-api';
import { ProductionReadinessClient } from '@goldenpath/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../api';

export const productionReadinessApi = ApiBlueprint.make({
  params: defineParams =>
    defineParams({
      api: productionReadinessApiRef,
      deps: { discoveryApi: discoveryApiRef, fetchApi: fetchApiRef },
      factory: dependencies => new ProductionReadinessClient(dependencies),
    }),
});
