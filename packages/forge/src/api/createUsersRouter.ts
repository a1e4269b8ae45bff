import { NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import type { ForgeContext } from '../ForgeContext';
import { defaultBranch } from '../git/defaultBranch';
import { presentOwner, presentTeam, TOKEN_USER } from '../present/presentOwner';
import { presentRepository } from '../present/presentRepository';
import { isOwnerName } from '../repositories/names';
import { readPage, sendList } from './readPage';

/** Accounts: users, organisations, teams and the repositories of an owner. */
export function createUsersRouter({ url, git, store }: ForgeContext) {
  const router = Router();

  const owner = (name: string) => {
    if (!isOwnerName(name)) throw new NotFoundError('Not Found');
    return presentOwner(url, name);
  };

  router.get('/user', (_request, response) => {
    response.json(presentOwner(url, TOKEN_USER));
  });
  router.get('/users/:name', (request, response) => {
    response.json(owner(request.params.name));
  });
  router.get('/orgs/:name', (request, response) => {
    response.json(owner(request.params.name));
  });
  router.get('/orgs/:name/teams/:slug', (request, response) => {
    if (!isOwnerName(request.params.slug)) throw new NotFoundError('Not Found');
    response.json(
      presentTeam(url, owner(request.params.name).login, request.params.slug),
    );
  });

  router.get(
    ['/users/:name/repos', '/orgs/:name/repos'],
    async (request, response) => {
      const page = readPage(request);
      const { limit, skip } = page;
      const repositories = await store.list(owner(request.params.name).login);
      const part = repositories.slice(skip, skip + limit);
      sendList(
        response,
        url,
        page,
        await Promise.all(
          part.map(async each =>
            presentRepository(url, each, await defaultBranch(git, each.gitDir)),
          ),
        ),
      );
    },
  );

  return router;
}
