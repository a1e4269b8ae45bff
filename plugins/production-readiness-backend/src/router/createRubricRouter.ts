import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { RouterOptions } from './RouterOptions';

export function createRubricRouter({
  httpAuth,
  rubric,
}: RouterOptions): Router {
  const router = PromiseRouter();

  router.get('/', async (request, response) => {
    await httpAuth.credentials(request, { allow: ['user', 'service'] });
    response.json({ hash: rubric.hash, rubric: rubric.document });
  });

  return router;
}
