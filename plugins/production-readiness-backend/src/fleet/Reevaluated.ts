import { Scorecard } from '@goldenpath/backstage-plugin-production-readiness-common';
import { StoredService } from './loadStoredServices';

/** A service as another rubric sees it. */
export interface Reevaluated extends StoredService {
  scorecard: Scorecard;
}
