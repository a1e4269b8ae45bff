import { NotFoundError } from '@backstage/errors';
import express from 'express';
import Router from 'express-promise-router';
import type { ForgeContext } from '../ForgeContext';
import { createMergeRequestsRouter } from './createMergeRequestsRouter';
import { createNamespacesRouter } from './createNamespacesRouter';
import { createProjectAccessRouter } from './createProjectAccessRouter';
import { createProjectBranchesRouter } from './createProjectBranchesRouter';
import { createProjectCommitsRouter } from './createProjectCommitsRouter';
import { createProjectContentsRouter } from './createProjectContentsRouter';
import { createProjectsRouter } from './createProjectsRouter';
import { handleGitlabError } from './GitlabError';
import { GitlabNamespaces } from './GitlabNamespaces';
import { requireGitlabToken } from './gitlabRequest';

// A commit brings its files along.
const MAXIMUM_BODY = '20mb';

/** The part of GitLab's REST API that Backstage's official clients call, below `/api/v4`. */
export function createGitlabRouter(context: ForgeContext) {
  const router = Router();
  const namespaces = new GitlabNamespaces();
  router.use(requireGitlabToken(context.token));
  router.use(
    express.json({ limit: MAXIMUM_BODY, type: () => true, strict: true }),
  );
  router.use(createNamespacesRouter(context, namespaces));
  router.use(createProjectsRouter(context, namespaces));
  router.use(createProjectContentsRouter(context));
  router.use(createProjectCommitsRouter(context));
  router.use(createProjectBranchesRouter(context));
  router.use(createMergeRequestsRouter(context));
  router.use(createProjectAccessRouter(context));
  router.use((request, _response, next) =>
    next(new NotFoundError(`The forge has no ${request.path}`)),
  );
  router.use(handleGitlabError(context.logger));
  return router;
}
