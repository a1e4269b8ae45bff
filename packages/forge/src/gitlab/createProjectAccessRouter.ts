import Router from 'express-promise-router';
import { z } from 'zod';
import type { ForgeContext } from '../ForgeContext';
import { GitlabError } from './GitlabError';
import { parseGitlab, projectOf } from './gitlabRequest';

const key = z
  .string()
  .regex(/^\w{1,255}$/, 'can contain only letters, digits and "_"');
const newVariable = z.object({
  key,
  value: z.string().max(65_536),
  variable_type: z.enum(['env_var', 'file']).default('env_var'),
  protected: z.boolean().default(false),
  masked: z.boolean().default(false),
  environment_scope: z.string().max(255).default('*'),
});
const newMember = z.object({
  user_id: z.coerce.number().int(),
  access_level: z.coerce.number().int(),
});

/** Variables and members of a project. Of masked variables only the names are kept. */
export function createProjectAccessRouter({ store }: ForgeContext) {
  const router = Router();

  router.get('/projects/:project/variables', async (request, response) => {
    const { state } = await projectOf(store, request);
    response.json([
      ...Object.entries(state.variables).map(([name, value]) => ({
        key: name,
        value,
        masked: false,
      })),
      ...state.secrets.map(name => ({ key: name, masked: true })),
    ]);
  });

  router.post('/projects/:project/variables', async (request, response) => {
    const repository = await projectOf(store, request);
    const input = parseGitlab(newVariable, request.body);
    await store.update(repository, state => {
      const isKnown =
        Object.hasOwn(state.variables, input.key) ||
        state.secrets.includes(input.key);
      if (isKnown) {
        throw new GitlabError(400, {
          key: [`(${input.key}) has already been taken`],
        });
      }
      if (input.masked) state.secrets.push(input.key);
      else state.variables[input.key] = input.value;
    });
    response.status(201).json(input);
  });

  router.post('/projects/:project/members', async (request, response) => {
    const repository = await projectOf(store, request);
    const input = parseGitlab(newMember, request.body);
    await store.update(repository, state => {
      state.collaborators[String(input.user_id)] = String(input.access_level);
    });
    response.status(201).json({ id: input.user_id, ...input });
  });

  return router;
}
