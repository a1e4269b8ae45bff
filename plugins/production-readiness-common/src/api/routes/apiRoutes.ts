import { attestationRoutes, exemptionRoutes } from './claimRoutes';
import { factRoutes, operationsRoutes } from './operationsRoutes';
import { reviewRoutes } from './reviewRoutes';
import { rollupRoutes } from './rollupRoutes';
import { rubricRoutes } from './rubricRoutes';
import { scorecardRoutes } from './scorecardRoutes';

/** Every route of the REST API, by its name. @public */
export const apiRoutes = {
  ...scorecardRoutes,
  ...reviewRoutes,
  ...exemptionRoutes,
  ...attestationRoutes,
  ...rollupRoutes,
  ...rubricRoutes,
  ...factRoutes,
  ...operationsRoutes,
};
