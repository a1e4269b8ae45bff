import { NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import { z } from 'zod';
import { readPage } from '../api/readPage';
import type { ForgeContext } from '../ForgeContext';
import { defaultBranch } from '../git/defaultBranch';
import { listRefs } from '../git/listRefs';
import { readCommit } from '../git/readCommits';
import { isRefName, ZERO_ID } from '../git/refNames';
import { resolveRef } from '../git/resolveRef';
import { TOKEN_USER } from '../present/presentOwner';
import { Repository } from '../repositories/RepositoryStore';
import { GitlabError } from './GitlabError';
import {
  originOf,
  parseGitlab,
  projectOf,
  sendGitlabList,
} from './gitlabRequest';
import { presentGitlabCommit } from './presentGitlabCommit';

const PAGE = { usual: 20, maximum: 100 };
const refName = z.string().refine(isRefName, 'is invalid');
const newBranch = z.object({ branch: refName, ref: z.string().max(250) });
const newProtection = z.object({
  name: refName,
  push_access_level: z.coerce.number().int().default(40),
  merge_access_level: z.coerce.number().int().default(40),
  allow_force_push: z.stringbool().or(z.boolean()).default(false),
});
const branches = '/projects/:project/repository/branches';
const protections = '/projects/:project/protected_branches';

/**
 * Branches and their protection, which is stored and shown, not enforced. As on GitLab, the default branch of a project
 * is protected from the first push on.
 */
export function createProjectBranchesRouter(context: ForgeContext) {
  const { git, store, refs } = context;
  const router = Router();

  const tipOf = async ({ gitDir }: Repository, branch: string) => {
    const ref = `refs/heads/${branch}`;
    const tip = isRefName(branch)
      ? (await listRefs(git, gitDir, ref)).get(ref)
      : undefined;
    if (!tip) throw new NotFoundError('404 Branch Not Found');
    return tip;
  };

  const protectionOf = async (repository: Repository, branch: string) => {
    const { state, gitDir } = repository;
    if (Object.hasOwn(state.protections, branch)) {
      return state.protections[branch];
    }
    const isDefault = (await defaultBranch(git, gitDir)) === branch;
    const exists = await resolveRef(git, gitDir, `refs/heads/${branch}`);
    return isDefault && exists && state.gitlab?.isDefaultUnprotected === false
      ? newProtection.parse({ name: branch })
      : undefined;
  };

  const present = (branch: string, protection: Record<string, unknown>) => ({
    id: 1,
    name: branch,
    push_access_levels: [{ access_level: protection.push_access_level }],
    merge_access_levels: [{ access_level: protection.merge_access_level }],
    allow_force_push: protection.allow_force_push,
    code_owner_approval_required: false,
  });

  router.get(branches, async (request, response) => {
    const repository = await projectOf(store, request);
    const page = readPage(request, PAGE);
    const { skip, limit } = page;
    const all = [...(await listRefs(git, repository.gitDir, 'refs/heads/'))];
    const shown = await Promise.all(
      all
        .slice(skip, skip + limit)
        .map(([ref]) => branchOf(request, repository, ref.slice(11))),
    );
    sendGitlabList(response, originOf(request), page, shown);
  });

  router.get(`${branches}/:branch`, async (request, response) => {
    const repository = await projectOf(store, request);
    const { branch } = request.params;
    response.json(await branchOf(request, repository, branch));
  });

  router.post(branches, async (request, response) => {
    const repository = await projectOf(store, request);
    const { branch, ref } = parseGitlab(newBranch, {
      ...request.query,
      ...request.body,
    });
    await refs.change(repository, TOKEN_USER, async () => {
      const after = await resolveRef(git, repository.gitDir, ref);
      if (!after) throw new GitlabError(400, `Invalid reference name: ${ref}`);
      const own = `refs/heads/${branch}`;
      if ((await listRefs(git, repository.gitDir, own)).has(own)) {
        throw new GitlabError(400, 'Branch already exists');
      }
      await refs.moveRef(repository, { ref: own, before: ZERO_ID, after });
    });
    response.status(201).json(await branchOf(request, repository, branch));
  });

  router.delete(`${branches}/:branch`, async (request, response) => {
    const repository = await projectOf(store, request);
    const { branch } = request.params;
    await refs.change(repository, TOKEN_USER, async () => {
      const before = await tipOf(repository, branch);
      if (await protectionOf(repository, branch)) {
        throw new GitlabError(403, '403 Forbidden');
      }
      const ref = `refs/heads/${branch}`;
      await refs.moveRef(repository, { ref, before, after: ZERO_ID });
    });
    response.status(204).end();
  });

  router.get(`${protections}/:branch`, async (request, response) => {
    const repository = await projectOf(store, request);
    const { branch } = request.params;
    const protection = await protectionOf(repository, branch);
    if (!protection) throw new NotFoundError('404 Not found');
    response.json(present(branch, protection));
  });

  router.post(protections, async (request, response) => {
    const repository = await projectOf(store, request);
    const input = parseGitlab(newProtection, {
      ...request.query,
      ...request.body,
    });
    const { name } = input;
    if (await protectionOf(repository, name)) {
      throw new GitlabError(409, `Protected branch '${name}' already exists`);
    }
    await store.update(repository, state => {
      state.protections[name] = input;
    });
    response.status(201).json(present(name, input));
  });

  router.delete(`${protections}/:branch`, async (request, response) => {
    const repository = await projectOf(store, request);
    const { branch } = request.params;
    if (!(await protectionOf(repository, branch))) {
      throw new NotFoundError('404 Not found');
    }
    const isDefault = (await defaultBranch(git, repository.gitDir)) === branch;
    await store.update(repository, state => {
      delete state.protections[branch];
      if (isDefault && state.gitlab) state.gitlab.isDefaultUnprotected = true;
    });
    response.status(204).end();
  });

  async function branchOf(
    request: Parameters<typeof originOf>[0],
    repository: Repository,
    name: string,
  ) {
    const origin = originOf(request);
    const commit = await readCommit(
      git,
      repository.gitDir,
      await tipOf(repository, name),
    );
    const { owner, name: project } = repository.state;
    return {
      name,
      commit: presentGitlabCommit(origin, repository, commit),
      default: (await defaultBranch(git, repository.gitDir)) === name,
      protected: (await protectionOf(repository, name)) !== undefined,
      merged: false,
      web_url: `${origin}/${owner}/${project}/-/tree/${name}`,
    };
  }

  return router;
}
