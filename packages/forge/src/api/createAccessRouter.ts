import { NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { ForgeContext } from '../ForgeContext';
import { presentOwner, presentTeam } from '../present/presentOwner';
import { isOwnerName } from '../repositories/names';
import { parseBody } from './parseBody';
import { ValidationError } from './ValidationError';
import { repositoryOf } from '../repositories/repositoryOf';

const permissionInput = z.object({ permission: z.string().max(50).optional() });
// GitHub's rule for a topic.
const topicsInput = z.object({
  names: z.array(z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/)).max(20),
});

/** Who may do what with a repository, and its topics. Stored and shown; the forge knows one token and asks no more. */
export function createAccessRouter({ url, store }: ForgeContext) {
  const router = Router();

  const login = (name: string) => {
    if (!isOwnerName(name)) throw new NotFoundError('Not Found');
    return name;
  };

  router.get('/repos/:owner/:name/collaborators', async (request, response) => {
    const { state } = await repositoryOf(store, request);
    response.json(
      Object.entries(state.collaborators).map(([name, permission]) => ({
        ...presentOwner(url, name),
        type: 'User',
        role_name: permission,
      })),
    );
  });
  router.get(
    '/repos/:owner/:name/collaborators/:user/permission',
    async (request, response) => {
      const { state } = await repositoryOf(store, request);
      const permission =
        state.collaborators[login(request.params.user)] ?? 'none';
      response.json({
        permission,
        role_name: permission,
        user: presentOwner(url, request.params.user),
      });
    },
  );
  router.put(
    '/repos/:owner/:name/collaborators/:user',
    async (request, response) => {
      const repository = await repositoryOf(store, request);
      const { permission } = parseBody(
        'Collaborator',
        permissionInput,
        request.body,
      );
      const user = login(request.params.user);
      await store.update(repository, state => {
        state.collaborators[user] = permission ?? 'push';
      });
      response.status(204).end();
    },
  );
  router.delete(
    '/repos/:owner/:name/collaborators/:user',
    async (request, response) => {
      const repository = await repositoryOf(store, request);
      await store.update(repository, state => {
        delete state.collaborators[request.params.user];
      });
      response.status(204).end();
    },
  );

  router.get('/repos/:owner/:name/teams', async (request, response) => {
    const { state } = await repositoryOf(store, request);
    response.json(
      Object.entries(state.teams).map(([slug, permission]) => ({
        ...presentTeam(url, state.owner, slug),
        permission,
      })),
    );
  });
  router.put(
    '/orgs/:organisation/teams/:slug/repos/:owner/:name',
    async (request, response) => {
      const repository = await repositoryOf(store, request);
      const { permission } = parseBody('Team', permissionInput, request.body);
      const slug = login(request.params.slug);
      if (
        request.params.organisation.toLowerCase() !==
        repository.state.owner.toLowerCase()
      ) {
        throw new ValidationError('Validation Failed', [
          { resource: 'Team', field: 'organization', code: 'invalid' },
        ]);
      }
      await store.update(repository, state => {
        state.teams[slug] = permission ?? 'pull';
      });
      response.status(204).end();
    },
  );

  router.get('/repos/:owner/:name/topics', async (request, response) => {
    const { state } = await repositoryOf(store, request);
    response.json({ names: state.topics });
  });
  router.put('/repos/:owner/:name/topics', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { names } = parseBody('Topics', topicsInput, request.body);
    await store.update(repository, state => {
      state.topics = [...new Set(names)];
    });
    response.json({ names: [...new Set(names)] });
  });

  router.put('/repos/:owner/:name/subscription', async (request, response) => {
    await repositoryOf(store, request);
    response.json({
      subscribed: true,
      ignored: false,
      reason: null,
      created_at: new Date().toISOString(),
    });
  });

  return router;
}
