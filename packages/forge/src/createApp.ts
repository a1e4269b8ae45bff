import { NotFoundError } from '@backstage/errors';
import express from 'express';
import { createApiRouter } from './api/createApiRouter';
import { checkHost } from './auth/checkHost';
import type { ForgeContext } from './ForgeContext';
import { createGitRouter } from './git/createGitRouter';
import { createGitlabPages } from './gitlab/createGitlabPages';
import { createGitlabRouter } from './gitlab/createGitlabRouter';
import { createPagesRouter } from './pages/createPagesRouter';
import { createRawRouter } from './pages/createRawRouter';
import { handlePageError } from './pages/handlePageError';

/** The whole forge as an Express application. */
export function createApp(context: ForgeContext, port: number) {
  const app = express();
  app.disable('x-powered-by');
  app.set('query parser', 'simple');
  app.use(checkHost(port));
  app.use((_request, response, next) => {
    response.set({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
    });
    next();
  });
  app.get('/-/health', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.use('/api/v4', createGitlabRouter(context));
  app.use('/api', createApiRouter(context));
  app.use(createGitRouter(context));
  app.use(createGitlabPages());
  app.use(createRawRouter(context));
  app.use(createPagesRouter(context));
  app.use((_request, _response, next) =>
    next(new NotFoundError('There is nothing at this address')),
  );
  app.use(handlePageError(context.logger));
  return app;
}
