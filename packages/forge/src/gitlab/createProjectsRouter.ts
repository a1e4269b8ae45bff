import { ConflictError, InputError } from '@backstage/errors';
import Router from 'express-promise-router';
import type { ForgeContext } from '../ForgeContext';
import { defaultBranch } from '../git/defaultBranch';
import { resolveRef } from '../git/resolveRef';
import { TOKEN_USER } from '../present/presentOwner';
import { Repository } from '../repositories/RepositoryStore';
import { GitlabError } from './GitlabError';
import { GitlabNamespaces } from './GitlabNamespaces';
import { originOf, parseGitlab, projectOf } from './gitlabRequest';
import { presentProject } from './presentProject';
import { changedProject, newProject, settingsOf } from './projectInput';

/** Projects: create, read, change, delete. */
export function createProjectsRouter(
  context: ForgeContext,
  namespaces: GitlabNamespaces,
) {
  const { git, store, logger, closedOwners } = context;
  const router = Router();

  const present = async (origin: string, repository: Repository) => {
    const name = await defaultBranch(git, repository.gitDir);
    const tip = await resolveRef(git, repository.gitDir, `refs/heads/${name}`);
    return presentProject(
      origin,
      repository,
      namespaces.show(origin, repository.state.owner),
      { name, exists: tip !== undefined },
    );
  };

  router.post('/projects', async (request, response) => {
    const origin = originOf(request);
    const input = parseGitlab(newProject, request.body);
    const name = input.path ?? input.name;
    if (!name) throw new GitlabError(400, 'name, path are missing');
    const { full_path: owner } = namespaces.show(
      origin,
      String(input.namespace_id ?? TOKEN_USER),
    );
    if (closedOwners.has(owner.toLowerCase())) {
      throw new GitlabError(403, '403 Forbidden');
    }
    try {
      const repository = await store.add({
        owner,
        name,
        description: input.description,
        visibility: input.visibility ?? 'private',
        topics: input.topics,
        gitlab: {
          origin,
          settings: settingsOf(input),
          isDefaultUnprotected: false,
        },
      });
      logger.info('Repository created', { repository: `${owner}/${name}` });
      response.status(201).json(await present(origin, repository));
    } catch (error) {
      if (error instanceof ConflictError) {
        const taken = ['has already been taken'];
        throw new GitlabError(400, {
          project_namespace: taken,
          name: taken,
          path: taken,
        });
      }
      if (error instanceof InputError) {
        throw new GitlabError(400, { path: [error.message] });
      }
      throw error;
    }
  });

  router.get('/projects/:project', async (request, response) => {
    const repository = await projectOf(store, request);
    response.json(await present(originOf(request), repository));
  });

  router.put('/projects/:project', async (request, response) => {
    const repository = await projectOf(store, request);
    const input = parseGitlab(changedProject, request.body);
    const origin = originOf(request);
    const state = await store.update(repository, current => {
      if (input.description !== undefined) {
        current.description = input.description;
      }
      current.visibility = input.visibility ?? current.visibility;
      current.topics = input.topics ?? current.topics;
      current.gitlab = {
        origin,
        isDefaultUnprotected: true,
        ...current.gitlab,
        settings: { ...current.gitlab?.settings, ...settingsOf(input) },
      };
    });
    response.json(await present(origin, { ...repository, state }));
  });

  router.delete('/projects/:project', async (request, response) => {
    const repository = await projectOf(store, request);
    await store.remove(repository);
    logger.info('Repository deleted', {
      repository: `${repository.state.owner}/${repository.state.name}`,
    });
    response.status(202).json({ message: '202 Accepted' });
  });

  return router;
}
