import { NotFoundError } from '@backstage/errors';
import express from 'express';
import Router from 'express-promise-router';
import { requireToken } from '../auth/requireToken';
import type { ForgeContext } from '../ForgeContext';
import { handleApiError } from './handleApiError';
import { createAccessRouter } from './createAccessRouter';
import { createActionsRouter } from './createActionsRouter';
import { createBranchesRouter } from './createBranchesRouter';
import { createCommitsRouter } from './createCommitsRouter';
import { createContentsRouter } from './createContentsRouter';
import { createGitDataRouter } from './createGitDataRouter';
import { createGraphqlRouter } from './createGraphqlRouter';
import { createHooksRouter } from './createHooksRouter';
import { createPullDetailsRouter } from './createPullDetailsRouter';
import { createPullsRouter } from './createPullsRouter';
import { createRefsRouter } from './createRefsRouter';
import { createRepositoriesRouter } from './createRepositoriesRouter';
import { createUsersRouter } from './createUsersRouter';

const MAXIMUM_BODY = '64mb';

/** The part of GitHub Enterprise's API that Backstage's official clients call, below `/api`. */
export function createApiRouter(context: ForgeContext) {
  const router = Router();
  router.use(requireToken(context.token));
  // Whatever the content type: clients send JSON only, and a body of another type must not pass as an empty one.
  router.use(
    express.json({ limit: MAXIMUM_BODY, type: () => true, strict: true }),
  );
  router.use((_request, response, next) => {
    response.set({
      'x-github-media-type': 'github.v3; format=json',
      'cache-control': 'private, no-cache',
    });
    next();
  });
  router.use('/graphql', createGraphqlRouter(context));
  for (const create of [
    createUsersRouter,
    createRepositoriesRouter,
    createAccessRouter,
    createActionsRouter,
    createHooksRouter,
    createBranchesRouter,
    createCommitsRouter,
    createContentsRouter,
    createGitDataRouter,
    createRefsRouter,
    createPullsRouter,
    createPullDetailsRouter,
  ]) {
    router.use('/v3', create(context));
  }
  router.use((request, _response, next) =>
    next(new NotFoundError(`Not Found: the forge has no ${request.path}`)),
  );
  router.use(handleApiError(context.logger));
  return router;
}
