import { NotFoundError } from '@backstage/errors';
import { Request, Response } from 'express';
import Router from 'express-promise-router';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hasToken } from '../auth/hasToken';
import type { ForgeContext } from '../ForgeContext';
import { TOKEN_USER } from '../present/presentOwner';
import { runHttpBackend } from './httpBackend';
import { spoolRequest } from './spoolRequest';
import { repositoryOf } from '../repositories/repositoryOf';

const MAXIMUM_PUSH_BYTES = 256 * 1024 * 1024;

/**
 * Git's smart HTTP protocol at `/<owner>/<name>.git`. Everybody on this machine may clone and fetch; to push takes the
 * token.
 */
export function createGitRouter(context: ForgeContext) {
  const router = Router();

  const authorized = (
    request: Request,
    response: Response,
    mustHaveToken: boolean,
  ): boolean => {
    const allowed = hasToken(request, context.token);
    if (allowed || (allowed === undefined && !mustHaveToken)) return true;
    response
      .status(401)
      .set('www-authenticate', 'Basic realm="Golden Path forge"')
      .type('text/plain');
    response.send(
      allowed === undefined
        ? 'A push needs the token as the password\n'
        : 'The token is wrong\n',
    );
    return false;
  };

  router.get('/:owner/:name.git/info/refs', async (request, response) => {
    const service = request.query.service;
    if (service !== 'git-upload-pack' && service !== 'git-receive-pack') {
      throw new NotFoundError('Only the smart HTTP protocol is served');
    }
    if (!authorized(request, response, service === 'git-receive-pack')) return;
    const repository = await repositoryOf(context.store, request);
    await runHttpBackend(context, repository, 'info/refs', request, response);
    response.end();
  });

  router.post(
    '/:owner/:name.git/git-upload-pack',
    async (request, response) => {
      if (!authorized(request, response, false)) return;
      const repository = await repositoryOf(context.store, request);
      await runHttpBackend(
        context,
        repository,
        'git-upload-pack',
        request,
        response,
        { body: request },
      );
      response.end();
    },
  );

  router.post(
    '/:owner/:name.git/git-receive-pack',
    async (request, response) => {
      if (!authorized(request, response, true)) return;
      const repository = await repositoryOf(context.store, request);
      // First to disk, so that a slow client does not hold up the others while its push has the repository's lock.
      const folder = await context.store.temporaryFolder();
      try {
        const file = join(folder, 'push');
        const length = await spoolRequest(request, file, MAXIMUM_PUSH_BYTES);
        await context.refs.change(repository, TOKEN_USER, () =>
          runHttpBackend(
            context,
            repository,
            'git-receive-pack',
            request,
            response,
            {
              body: createReadStream(file),
              length,
              user: TOKEN_USER,
            },
          ),
        );
        // Only now, so that who has pushed finds default branch and pull requests up to date.
        response.end();
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  );

  return router;
}
