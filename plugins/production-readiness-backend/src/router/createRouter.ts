import { Router } from 'express';
import { ApiRouter } from './ApiRouter';
import { mountClaims } from './mountClaims';
import { mountOperations } from './mountOperations';
import { mountReviews } from './mountReviews';
import { mountRollups } from './mountRollups';
import { mountRubric } from './mountRubric';
import { mountScorecards } from './mountScorecards';
import { RouterOptions } from './RouterOptions';

/** The REST API, as `apiRoutes` of the common package describes it. */
export function createRouter(options: RouterOptions): Router {
  const api = ApiRouter.create(options);
  mountScorecards(api, options);
  mountReviews(api, options);
  mountClaims(api, options);
  mountRollups(api, options);
  mountRubric(api, options);
  mountOperations(api, options);
  return api.router;
}
