import express from 'express';
import Router from 'express-promise-router';
import { ExampleUsers } from './CatalogExampleUsers';

/** Answers `GET /example/users`, which the sign-in page reads before anybody is signed in. */
export function createRouter(options: { users: ExampleUsers }): express.Router {
  const router = Router();
  router.get('/example/users', async (_request, response) => {
    response.json({ items: await options.users.list() });
  });
  return router;
}
