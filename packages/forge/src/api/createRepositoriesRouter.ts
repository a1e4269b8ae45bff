import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type { Response } from 'express';
import Router from 'express-promise-router';
import type { ForgeContext } from '../ForgeContext';
import { archiveRepository, ArchiveFormat } from '../git/archiveRepository';
import { defaultBranch } from '../git/defaultBranch';
import { resolveRef } from '../git/resolveRef';
import { writeInitialCommit } from '../git/writeInitialCommit';
import { presentOwner, TOKEN_USER } from '../present/presentOwner';
import { presentRepository } from '../present/presentRepository';
import { Repository } from '../repositories/RepositoryStore';
import {
  applyRepositoryInput,
  repositoryInput,
  RepositoryInput,
  toNewRepository,
} from './repositoryInput';
import { parseBody } from './parseBody';
import { ValidationError } from './ValidationError';
import { repositoryOf } from '../repositories/repositoryOf';

/** Repositories: create, read, change, delete, archive. */
export function createRepositoriesRouter(context: ForgeContext) {
  const { url, git, store, webhooks } = context;
  const router = Router();

  const present = async (repository: Repository) =>
    presentRepository(
      url,
      repository,
      await defaultBranch(git, repository.gitDir),
    );

  const tell = async (
    action: 'created' | 'deleted',
    repository: Repository,
  ) => {
    const presented = await present(repository);
    const sender = presentOwner(url, TOKEN_USER);
    return () =>
      webhooks.send('repository', repository.state, {
        action,
        repository: presented,
        ...(presented.owner.type === 'Organization' && {
          organization: presented.owner,
        }),
        sender,
      });
  };

  const create = async (owner: string, body: unknown, response: Response) => {
    if (context.closedOwners.has(owner.toLowerCase())) {
      throw new NotAllowedError(
        'You need admin access to the organization before adding a repository to it.',
      );
    }
    const input = parseBody('Repository', repositoryInput, body);
    const repository = await addRepository(context, owner, input);
    (await tell('created', repository))();
    context.logger.info('Repository created', {
      repository: `${owner}/${input.name}`,
    });
    response.status(201).json(await present(repository));
  };

  router.post('/user/repos', (request, response) =>
    create(TOKEN_USER, request.body, response),
  );
  router.post('/orgs/:owner/repos', (request, response) =>
    create(request.params.owner, request.body, response),
  );

  router.get('/repos/:owner/:name', async (request, response) => {
    response.json(await present(await repositoryOf(store, request)));
  });

  router.patch('/repos/:owner/:name', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const input = parseBody(
      'Repository',
      repositoryInput.partial(),
      request.body,
    );
    if (input.name && input.name !== repository.state.name) {
      throw new ValidationError('Validation Failed', [
        {
          resource: 'Repository',
          field: 'name',
          code: 'custom',
          message: 'the forge does not rename repositories',
        },
      ]);
    }
    if (input.default_branch) {
      if (
        !(await resolveRef(
          git,
          repository.gitDir,
          `refs/heads/${input.default_branch}`,
        ))
      ) {
        throw new ValidationError('Validation Failed', [
          { resource: 'Repository', field: 'default_branch', code: 'invalid' },
        ]);
      }
      await git.run(
        ['symbolic-ref', 'HEAD', `refs/heads/${input.default_branch}`],
        { gitDir: repository.gitDir },
      );
    }
    const state = await store.update(repository, current =>
      applyRepositoryInput(current, input),
    );
    response.json(await present({ ...repository, state }));
  });

  router.delete('/repos/:owner/:name', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const announce = await tell('deleted', repository);
    await store.remove(repository);
    announce();
    context.logger.info('Repository deleted', {
      repository: `${repository.state.owner}/${repository.state.name}`,
    });
    response.status(204).end();
  });

  const archive = async (
    format: ArchiveFormat,
    owner: string,
    name: string,
    ref: string,
    response: Response,
  ) => {
    const repository = await store.get(owner, name);
    await archiveRepository(git, repository, format, ref, response);
  };
  router.get('/repos/:owner/:name/tarball', ({ params }, response) =>
    archive('tar.gz', params.owner, params.name, 'HEAD', response),
  );
  router.get('/repos/:owner/:name/tarball/*', ({ params }, response) =>
    archive(
      'tar.gz',
      params.owner,
      params.name,
      (params as Record<string, string>)[0],
      response,
    ),
  );
  router.get('/repos/:owner/:name/zipball', ({ params }, response) =>
    archive('zip', params.owner, params.name, 'HEAD', response),
  );
  router.get('/repos/:owner/:name/zipball/*', ({ params }, response) =>
    archive(
      'zip',
      params.owner,
      params.name,
      (params as Record<string, string>)[0],
      response,
    ),
  );

  return router;
}

async function addRepository(
  { git, store }: ForgeContext,
  owner: string,
  input: RepositoryInput,
): Promise<Repository> {
  try {
    return await store.add(toNewRepository(owner, input), async gitDir => {
      if (input.auto_init)
        await writeInitialCommit(
          git,
          gitDir,
          input.name,
          input.description ?? undefined,
        );
    });
  } catch (error) {
    if (error instanceof ConflictError)
      throw refused('custom', 'name already exists on this account');
    if (error instanceof InputError) throw refused('invalid', error.message);
    throw error;
  }
}

function refused(code: 'custom' | 'invalid', message: string): ValidationError {
  return new ValidationError('Repository creation failed.', [
    { resource: 'Repository', field: 'name', code, message },
  ]);
}
