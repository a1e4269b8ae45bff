import { NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { ForgeContext } from '../ForgeContext';
import { listRefs } from '../git/listRefs';
import { readCommit } from '../git/readCommits';
import { isRefName } from '../git/refNames';
import { presentCommit } from '../present/presentCommit';
import { presentProtection } from '../present/presentProtection';
import { Repository } from '../repositories/RepositoryStore';
import { parseBody } from './parseBody';
import { readPage, sendList } from './readPage';
import { repositoryAddresses } from './repositoryAddresses';
import { repositoryOf } from '../repositories/repositoryOf';

/** Branches and their protection. Protection is stored and shown, not enforced. */
export function createBranchesRouter({ url, git, store }: ForgeContext) {
  const router = Router();

  const tip = async ({ gitDir }: Repository, branch: string) => {
    const ref = `refs/heads/${branch}`;
    const sha = isRefName(branch)
      ? (await listRefs(git, gitDir, ref)).get(ref)
      : undefined;
    if (!sha) throw new NotFoundError('Branch not found');
    return sha;
  };

  router.get('/repos/:owner/:name/branches', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { api } = repositoryAddresses(url, repository);
    const page = readPage(request);
    const { limit, skip } = page;
    const branches = [
      ...(await listRefs(git, repository.gitDir, 'refs/heads/')),
    ];
    sendList(
      response,
      url,
      page,
      branches.slice(skip, skip + limit).map(([ref, sha]) => {
        const name = ref.slice('refs/heads/'.length);
        return {
          name,
          commit: { sha, url: `${api}/commits/${sha}` },
          protected: Object.hasOwn(repository.state.protections, name),
        };
      }),
    );
  });

  router.get(
    '/repos/:owner/:name/branches/:branch',
    async (request, response) => {
      const { branch } = request.params;
      const repository = await repositoryOf(store, request);
      const addresses = repositoryAddresses(url, repository);
      const commit = await readCommit(
        git,
        repository.gitDir,
        await tip(repository, branch),
      );
      response.json({
        name: branch,
        commit: presentCommit(addresses, commit),
        protected: Object.hasOwn(repository.state.protections, branch),
        _links: {
          html: `${addresses.html}/tree/${branch}`,
          self: `${addresses.api}/branches/${branch}`,
        },
      });
    },
  );

  const protection = '/repos/:owner/:name/branches/:branch/protection';

  router.get(protection, async (request, response) => {
    const repository = await repositoryOf(store, request);
    response.json(present(repository, request.params.branch));
  });
  router.put(protection, async (request, response) => {
    const repository = await repositoryOf(store, request);
    await tip(repository, request.params.branch);
    const input = parseBody(
      'Protection',
      z.record(z.string(), z.unknown()),
      request.body,
    );
    const state = await store.update(repository, current => {
      current.protections[request.params.branch] = input;
    });
    response.json(present({ ...repository, state }, request.params.branch));
  });
  router.delete(protection, async (request, response) => {
    const repository = await repositoryOf(store, request);
    present(repository, request.params.branch);
    await store.update(repository, state => {
      delete state.protections[request.params.branch];
    });
    response.status(204).end();
  });
  router.post(
    `${protection}/required_signatures`,
    async (request, response) => {
      const repository = await repositoryOf(store, request);
      present(repository, request.params.branch);
      await store.update(repository, state => {
        state.protections[request.params.branch].required_signatures = true;
      });
      response.json({ url: `${url}${request.originalUrl}`, enabled: true });
    },
  );

  function present(repository: Repository, branch: string) {
    const { protections } = repository.state;
    if (!Object.hasOwn(protections, branch))
      throw new NotFoundError('Branch not protected');
    const { api } = repositoryAddresses(url, repository);
    return presentProtection(
      `${api}/branches/${encodeURIComponent(branch)}/protection`,
      protections[branch],
    );
  }

  return router;
}
