import express, { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { createClaimsRouter } from './createClaimsRouter';
import { createFactsRouter } from './createFactsRouter';
import { createOperationsRouter } from './createOperationsRouter';
import { createReviewsRouter } from './createReviewsRouter';
import { createRollupsRouter } from './createRollupsRouter';
import { createRubricRouter } from './createRubricRouter';
import { createScorecardsRouter } from './createScorecardsRouter';
import { RouterOptions } from './RouterOptions';

/** The REST API. `ProductionReadinessClient` of the common package is its client. */
export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  router.use('/rubric', createRubricRouter(options));
  router.use('/facts', createFactsRouter(options));
  router.use(express.json());
  router.use('/operations', createOperationsRouter(options));
  router.use('/scorecards', createScorecardsRouter(options));
  router.use('/reviews', createReviewsRouter(options));
  router.use(createClaimsRouter(options));
  router.use(createRollupsRouter(options));
  return router;
}
