import Router from 'express-promise-router';
import type { ForgeContext } from '../ForgeContext';
import { createCodePages } from './createCodePages';
import { createHistoryPages } from './createHistoryPages';
import { createOwnerPages } from './createOwnerPages';
import { createPullPages } from './createPullPages';
import { stylesheet } from './stylesheet';

/** Pages for people, at GitHub's addresses, so that the links that Backstage makes lead somewhere. */
export function createPagesRouter(context: ForgeContext) {
  const router = Router();
  router.get('/-/forge.css', (_request, response) => {
    response.type('css').set('cache-control', 'no-cache').send(stylesheet);
  });
  router.use(createCodePages(context));
  router.use(createHistoryPages(context));
  router.use(createPullPages(context));
  router.use(createOwnerPages(context));
  return router;
}
