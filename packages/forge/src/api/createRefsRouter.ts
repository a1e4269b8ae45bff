import { ConflictError, NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { ForgeContext } from '../ForgeContext';
import { listRefs } from '../git/listRefs';
import { isObjectId, isRefName, ZERO_ID } from '../git/refNames';
import { resolveRef } from '../git/resolveRef';
import { nodeId, TOKEN_USER } from '../present/presentOwner';
import { isAncestor } from '../repositories/followBranches';
import { Repository } from '../repositories/RepositoryStore';
import { parseBody } from './parseBody';
import { repositoryAddresses } from './repositoryAddresses';
import { ValidationError } from './ValidationError';
import { repositoryOf } from '../repositories/repositoryOf';

const objectId = z.string().refine(isObjectId, 'is not an object id');
const newRef = z.object({ ref: z.string(), sha: objectId });
const movedRef = z.object({ sha: objectId, force: z.boolean().default(false) });

/** Branches and tags as Git refs. */
export function createRefsRouter({ url, git, store, refs }: ForgeContext) {
  const router = Router();

  const present = (repository: Repository, ref: string, sha: string) => {
    const { api } = repositoryAddresses(url, repository);
    return {
      ref,
      node_id: nodeId('REF', ref),
      url: `${api}/git/${ref}`,
      object: { type: 'commit', sha, url: `${api}/git/commits/${sha}` },
    };
  };
  const current = async ({ gitDir }: Repository, ref: string) =>
    (await listRefs(git, gitDir, ref)).get(ref);
  const nameOf = (params: object) => {
    const ref = `refs/${(params as Record<string, string>)[0]}`;
    if (!isMovable(ref)) throw new NotFoundError('Not Found');
    return ref;
  };

  router.get(
    ['/repos/:owner/:name/git/ref/*', '/repos/:owner/:name/git/refs/*'],
    async (request, response) => {
      const repository = await repositoryOf(store, request);
      const ref = nameOf(request.params);
      const sha = await current(repository, ref);
      if (!sha && (await listRefs(git, repository.gitDir)).size === 0)
        throw new ConflictError('Git Repository is empty.');
      if (!sha) throw new NotFoundError('Not Found');
      response.json(present(repository, ref, sha));
    },
  );

  router.post('/repos/:owner/:name/git/refs', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { ref, sha } = parseBody('Reference', newRef, request.body);
    if (!isMovable(ref))
      throw new ValidationError(
        `Reference name must start with refs/heads/ or refs/tags/: ${ref}`,
      );
    await assertCommit(repository, sha);
    await refs.change(repository, TOKEN_USER, async () => {
      if (await current(repository, ref))
        throw new ValidationError('Reference already exists');
      await refs.moveRef(repository, { ref, before: ZERO_ID, after: sha });
    });
    response.status(201).json(present(repository, ref, sha));
  });

  router.patch('/repos/:owner/:name/git/refs/*', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const ref = nameOf(request.params);
    const { sha, force } = parseBody('Reference', movedRef, request.body);
    await assertCommit(repository, sha);
    await refs.change(repository, TOKEN_USER, async () => {
      const before = await current(repository, ref);
      if (!before) throw new ValidationError('Reference does not exist');
      if (!force && !(await isAncestor(git, repository.gitDir, before, sha))) {
        throw new ValidationError('Update is not a fast forward');
      }
      await refs.moveRef(repository, { ref, before, after: sha });
    });
    response.json(present(repository, ref, sha));
  });

  router.delete('/repos/:owner/:name/git/refs/*', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const ref = nameOf(request.params);
    await refs.change(repository, TOKEN_USER, async () => {
      const before = await current(repository, ref);
      if (!before) throw new ValidationError('Reference does not exist');
      const head = await git.text(['symbolic-ref', 'HEAD'], {
        gitDir: repository.gitDir,
      });
      if (head === ref)
        throw new ValidationError('Cannot delete the default branch');
      await refs.moveRef(repository, { ref, before, after: ZERO_ID });
    });
    response.status(204).end();
  });

  async function assertCommit(
    { gitDir }: Repository,
    sha: string,
  ): Promise<void> {
    if (!(await resolveRef(git, gitDir, sha)))
      throw new ValidationError('Object does not exist');
  }

  return router;
}

function isMovable(ref: string): boolean {
  return (
    /^refs\/(?:heads|tags)\/./.test(ref) &&
    isRefName(ref) &&
    !isObjectId(ref.slice(ref.lastIndexOf('/') + 1))
  );
}
