import { NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import { generateKeyPairSync } from 'node:crypto';
import { z } from 'zod';
import type { ForgeContext } from '../ForgeContext';
import { parseBody } from './parseBody';
import { ValidationError } from './ValidationError';
import { repositoryOf } from '../repositories/repositoryOf';

const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,99}$/);
const variableInput = z.object({
  name: variableName,
  value: z.string().max(48 * 1024),
});
const secretInput = z.object({
  encrypted_value: z.string().max(128 * 1024),
  key_id: z.string().max(100),
});

/**
 * Variables, secrets and environments for workflows. The forge runs no workflows: variables and environments are kept
 * to be shown; of a secret only the name is, because the key that could open it is thrown away.
 */
export function createActionsRouter({ store }: ForgeContext) {
  const router = Router();
  const publicKey = throwawayPublicKey();

  router.get(
    '/repos/:owner/:name/actions/variables',
    async (request, response) => {
      const { state } = await repositoryOf(store, request);
      const variables = Object.entries(state.variables).map(
        ([name, value]) => ({ name, value }),
      );
      response.json({ total_count: variables.length, variables });
    },
  );
  router.post(
    '/repos/:owner/:name/actions/variables',
    async (request, response) => {
      const repository = await repositoryOf(store, request);
      const { name, value } = parseBody(
        'Variable',
        variableInput,
        request.body,
      );
      await store.update(repository, state => {
        if (Object.hasOwn(state.variables, name)) {
          throw new ValidationError('Already exists', [
            { resource: 'Variable', field: 'name', code: 'already_exists' },
          ]);
        }
        state.variables[name] = value;
      });
      response.status(201).json({});
    },
  );

  router.get(
    '/repos/:owner/:name/actions/secrets',
    async (request, response) => {
      const { state } = await repositoryOf(store, request);
      response.json({
        total_count: state.secrets.length,
        secrets: state.secrets.map(name => ({ name })),
      });
    },
  );
  router.get(
    '/repos/:owner/:name/actions/secrets/public-key',
    async (request, response) => {
      await repositoryOf(store, request);
      response.json({ key_id: 'forge', key: publicKey });
    },
  );
  router.put(
    '/repos/:owner/:name/actions/secrets/:secret',
    async (request, response) => {
      const repository = await repositoryOf(store, request);
      parseBody('Secret', secretInput, request.body);
      const secret = parseBody('Secret', variableName, request.params.secret);
      const known = repository.state.secrets.includes(secret);
      await store.update(repository, state => {
        state.secrets = [...new Set([...state.secrets, secret])];
      });
      response.status(known ? 204 : 201).json({});
    },
  );

  router.put(
    '/repos/:owner/:name/actions/oidc/customization/sub',
    async (request, response) => {
      await repositoryOf(store, request);
      response.status(201).json({});
    },
  );

  router.get('/repos/:owner/:name/environments', async (request, response) => {
    const { state } = await repositoryOf(store, request);
    const environments = Object.entries(state.environments).map(
      ([name, value]) => ({ name, ...value }),
    );
    response.json({ total_count: environments.length, environments });
  });
  router.put(
    '/repos/:owner/:name/environments/:environment',
    async (request, response) => {
      const repository = await repositoryOf(store, request);
      const { environment } = request.params;
      if (environment.length > 255) throw new NotFoundError('Not Found');
      const input = parseBody(
        'Environment',
        z.record(z.string(), z.unknown()),
        request.body,
      );
      await store.update(repository, state => {
        state.environments[environment] = input;
      });
      response.json({ name: environment, ...input });
    },
  );

  return router;
}

/** An X25519 public key whose private half nobody has, as the sealed boxes of GitHub's secrets API need one. */
function throwawayPublicKey(): string {
  const { x } = generateKeyPairSync('x25519').publicKey.export({
    format: 'jwk',
  });
  return Buffer.from(x!, 'base64url').toString('base64');
}
