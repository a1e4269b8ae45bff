import { NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import type { ForgeContext } from '../ForgeContext';
import { Hook } from '../repositories/RepositoryState';
import { parseBody } from './parseBody';
import { ValidationError } from './ValidationError';
import { repositoryOf } from '../repositories/repositoryOf';

const MAXIMUM_HOOKS = 20; // GitHub's limit per event

const hookInput = z.object({
  config: z.object({
    url: z.url({ protocol: /^https?$/ }),
    content_type: z.enum(['json', 'form']).default('form'),
    secret: z.string().max(1000).optional(),
  }),
  events: z.array(z.string().max(100)).max(100).default(['push']),
  active: z.boolean().default(true),
});

/** Webhooks of a repository. */
export function createHooksRouter({ url, store, webhooks }: ForgeContext) {
  const router = Router();

  router.get('/repos/:owner/:name/hooks', async (request, response) => {
    const { state } = await repositoryOf(store, request);
    response.json(
      state.hooks.map(hook =>
        present(`${url}/api/v3/repos/${state.owner}/${state.name}`, hook),
      ),
    );
  });

  router.post('/repos/:owner/:name/hooks', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { config, events, active } = parseBody(
      'Hook',
      hookInput,
      request.body,
    );
    const now = new Date().toISOString();
    const hook: Hook = {
      id: randomInt(1, 2 ** 31),
      url: config.url,
      contentType: config.content_type,
      secret: config.secret,
      events,
      active,
      createdAt: now,
      updatedAt: now,
    };
    const state = await store.update(repository, current => {
      if (current.hooks.length >= MAXIMUM_HOOKS)
        refuse('The "push" event cannot have more than 20 hooks');
      if (
        current.hooks.some(
          each =>
            each.url === hook.url && each.contentType === hook.contentType,
        )
      ) {
        refuse('Hook already exists on this repository');
      }
      current.hooks.push(hook);
    });
    const presented = present(
      `${url}/api/v3/repos/${state.owner}/${state.name}`,
      hook,
    );
    if (active)
      webhooks.sendTo(hook, 'ping', {
        zen: 'Practicality beats purity.',
        hook_id: hook.id,
        hook: presented,
      });
    response.status(201).json(presented);
  });

  router.delete('/repos/:owner/:name/hooks/:id', async (request, response) => {
    const repository = await repositoryOf(store, request);
    await store.update(repository, state => {
      const rest = state.hooks.filter(
        hook => String(hook.id) !== request.params.id,
      );
      if (rest.length === state.hooks.length)
        throw new NotFoundError('Not Found');
      state.hooks = rest;
    });
    response.status(204).end();
  });

  return router;
}

function refuse(message: string): never {
  throw new ValidationError('Validation Failed', [
    { resource: 'Hook', field: 'url', code: 'custom', message },
  ]);
}

function present(api: string, hook: Hook) {
  return {
    type: 'Repository',
    id: hook.id,
    name: 'web',
    active: hook.active,
    events: hook.events,
    config: {
      url: hook.url,
      content_type: hook.contentType,
      insecure_ssl: '0',
      ...(hook.secret && { secret: '********' }),
    },
    created_at: hook.createdAt,
    updated_at: hook.updatedAt,
    url: `${api}/hooks/${hook.id}`,
  };
}
