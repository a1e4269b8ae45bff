import { NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { ForgeContext } from '../ForgeContext';
import { defaultBranch } from '../git/defaultBranch';
import { toFilePath } from '../git/filePaths';
import { readCommit, readCommits } from '../git/readCommits';
import { readTree, readTreeEntry } from '../git/readTree';
import { isRefName } from '../git/refNames';
import { resolveRef } from '../git/resolveRef';
import { sendBlob } from '../git/sendBlob';
import { presentGitCommit } from '../present/presentCommit';
import { presentEntry, presentFile } from '../present/presentEntry';
import { commitFile } from '../repositories/commitFile';
import { repositoryOf, restOf } from '../repositories/repositoryOf';
import { parseBody } from './parseBody';
import { repositoryAddresses } from './repositoryAddresses';

const person = z
  .object({ name: z.string(), email: z.string(), date: z.string().optional() })
  .optional();
const deletion = z.object({
  message: z
    .string()
    .min(1)
    .max(64 * 1024),
  sha: z.string().optional(),
  branch: z.string().refine(isRefName, 'is not a branch name').optional(),
  author: person,
  committer: person,
});
const change = deletion.extend({ content: z.base64() });
const RAW = /application\/vnd\.github(?:\.v3)?\.raw/;
const RAW_TYPE = 'application/vnd.github.v3.raw; charset=utf-8';

/** Files and folders at a ref, and commits of one file. */
export function createContentsRouter(context: ForgeContext) {
  const { url, git, store } = context;
  const router = Router();
  const route = [
    '/repos/:owner/:name/contents',
    '/repos/:owner/:name/contents/*',
  ];

  const pathOf = (request: { params: object }) => {
    const path = toFilePath(restOf(request));
    if (path === undefined) throw new NotFoundError('Not Found');
    return path;
  };

  router.get(route, async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { gitDir } = repository;
    const addresses = repositoryAddresses(url, repository);
    const { ref: asked } = request.query;
    const ref =
      typeof asked === 'string' && asked
        ? asked
        : await defaultBranch(git, gitDir);
    const commit = await resolveRef(git, gitDir, ref);
    if (!commit) throw new NotFoundError(`No commit found for the ref ${ref}`);
    const path = pathOf(request);
    const entry = path
      ? await readTreeEntry(git, gitDir, commit, path)
      : undefined;
    if (path && !entry) throw new NotFoundError('Not Found');

    const [last] = await readCommits(git, gitDir, [commit], { limit: 1, path });
    if (last)
      response.set(
        'last-modified',
        new Date(last.committer.date).toUTCString(),
      );
    if (entry?.type === 'blob' && RAW.test(request.get('accept') ?? '')) {
      await sendBlob(git, gitDir, entry, response, RAW_TYPE);
    } else if (entry && entry.type !== 'tree') {
      response.json(await presentFile(git, gitDir, addresses, ref, entry));
    } else {
      const entries = await readTree(git, gitDir, commit, { path });
      response.json(entries.map(each => presentEntry(addresses, ref, each)));
    }
  });

  router.put(route, async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { gitDir } = repository;
    const path = pathOf(request);
    const input = parseBody('Content', change, request.body);
    const content = Buffer.from(input.content, 'base64');
    const { commit, existed } = await commitFile(context, repository, {
      ...input,
      path,
      content,
    });
    const written = await readTreeEntry(git, gitDir, commit, path);
    const addresses = repositoryAddresses(url, repository);
    const branch = input.branch ?? (await defaultBranch(git, gitDir));
    response.status(existed ? 200 : 201).json({
      content: presentEntry(addresses, branch, written!),
      commit: presentGitCommit(
        addresses,
        await readCommit(git, gitDir, commit),
      ),
    });
  });

  router.delete(route, async (request, response) => {
    const repository = await repositoryOf(store, request);
    const input = parseBody('Content', deletion, {
      ...request.query,
      ...request.body,
    });
    const { commit } = await commitFile(context, repository, {
      ...input,
      path: pathOf(request),
    });
    const addresses = repositoryAddresses(url, repository);
    response.json({
      content: null,
      commit: presentGitCommit(
        addresses,
        await readCommit(git, repository.gitDir, commit),
      ),
    });
  });

  return router;
}
