import { NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { ForgeContext } from '../ForgeContext';
import { readCommit } from '../git/readCommits';
import { findOther } from '../git/findOther';
import { isObjectId } from '../git/refNames';
import { resolveRef } from '../git/resolveRef';
import { readTree, TreeEntry } from '../git/readTree';
import { writeBlob, writeTree } from '../git/writeTree';
import { writeCommit } from '../git/writeCommit';
import { presentGitCommit } from '../present/presentCommit';
import { Repository } from '../repositories/RepositoryStore';
import { parseBody } from './parseBody';
import { repositoryAddresses } from './repositoryAddresses';
import { ValidationError } from './ValidationError';
import { repositoryOf, restOf } from '../repositories/repositoryOf';

const MAXIMUM_TREE_ENTRIES = 100_000; // GitHub's limit of a recursive tree

const objectId = z.string().refine(isObjectId, 'is not an object id');
const person = z
  .object({ name: z.string(), email: z.string(), date: z.string().optional() })
  .optional();
const blobInput = z.object({
  content: z.string(),
  encoding: z.enum(['utf-8', 'base64']).default('utf-8'),
});
const treeInput = z.object({
  base_tree: objectId.optional(),
  tree: z
    .array(
      z.object({
        path: z.string(),
        mode: z.enum(['100644', '100755', '120000', '160000']),
        sha: objectId.nullish(),
        content: z.string().optional(),
      }),
    )
    .min(1)
    .max(MAXIMUM_TREE_ENTRIES),
});
const commitInput = z.object({
  message: z.string().max(64 * 1024),
  tree: objectId,
  parents: z.array(objectId).max(16).default([]),
  author: person,
  committer: person,
});

/** Git's own objects: blobs, trees and commits. */
export function createGitDataRouter({ url, git, store }: ForgeContext) {
  const router = Router();

  const assertObjects = async (
    { gitDir }: Repository,
    type: string,
    field: string,
    ids: string[],
  ) => {
    const missing = await findOther(git, gitDir, type, ids);
    if (missing)
      throw new ValidationError(
        `${field} is not the id of a ${type} of this repository: ${missing}`,
      );
  };

  router.post('/repos/:owner/:name/git/blobs', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { content, encoding } = parseBody('Blob', blobInput, request.body);
    const bytes = Buffer.from(
      content,
      encoding === 'base64' ? 'base64' : 'utf8',
    );
    const sha = await writeBlob(git, repository.gitDir, bytes);
    response.status(201).json({
      sha,
      url: `${repositoryAddresses(url, repository).api}/git/blobs/${sha}`,
    });
  });
  router.get(
    '/repos/:owner/:name/git/blobs/:sha',
    async (request, response) => {
      const repository = await repositoryOf(store, request);
      const { sha } = request.params;
      if (!isObjectId(sha)) throw new NotFoundError('Not Found');
      if (await findOther(git, repository.gitDir, 'blob', [sha]))
        throw new NotFoundError('Not Found');
      const { stdout } = await git.run(['cat-file', 'blob', sha], {
        gitDir: repository.gitDir,
      });
      response.json({
        sha,
        size: stdout.length,
        url: `${repositoryAddresses(url, repository).api}/git/blobs/${sha}`,
        content: stdout.toString('base64'),
        encoding: 'base64',
      });
    },
  );

  router.post('/repos/:owner/:name/git/trees', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { gitDir } = repository;
    const input = parseBody('Tree', treeInput, request.body);
    if (input.base_tree) {
      const base = await git.run(
        ['rev-parse', '--verify', '--quiet', `${input.base_tree}^{tree}`],
        {
          gitDir,
          acceptExitCodes: [0, 1, 128],
        },
      );
      if (base.exitCode !== 0)
        throw new ValidationError('base_tree is not a tree of this repository');
    }
    const blobs = input.tree.flatMap(({ sha, mode }) =>
      sha && mode !== '160000' ? [sha] : [],
    );
    await assertObjects(repository, 'blob', 'tree.sha', blobs);
    const changes = [];
    for (const { path, mode, sha, content } of input.tree) {
      if (sha === undefined && content === undefined)
        throw new ValidationError('Must supply tree.sha or tree.content');
      const blob =
        content === undefined
          ? sha ?? undefined
          : await writeBlob(git, gitDir, content);
      changes.push({ path, mode, sha: blob });
    }
    const sha = await writeTree(git, gitDir, input.base_tree, changes);
    response.status(201).json(await presentTree(repository, sha, false));
  });
  router.get('/repos/:owner/:name/git/trees/*', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const ref = restOf(request);
    const sha =
      (await resolveRef(git, repository.gitDir, ref)) ??
      (isObjectId(ref) ? ref : undefined);
    if (!sha) throw new NotFoundError('Not Found');
    const tree = await git
      .text(['rev-parse', '--verify', '--quiet', `${sha}^{tree}`], {
        gitDir: repository.gitDir,
      })
      .catch(() => {
        throw new NotFoundError('Not Found');
      });
    const { recursive } = request.query;
    response.json(await presentTree(repository, tree, recursive !== undefined));
  });

  router.post('/repos/:owner/:name/git/commits', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { gitDir } = repository;
    const input = parseBody('Commit', commitInput, request.body);
    await assertObjects(repository, 'tree', 'tree', [input.tree]);
    await assertObjects(repository, 'commit', 'parents', input.parents);
    const sha = await writeCommit(git, gitDir, {
      ...input,
      author: input.author ?? input.committer,
    });
    const commit = await readCommit(git, gitDir, sha);
    response
      .status(201)
      .json(presentGitCommit(repositoryAddresses(url, repository), commit));
  });
  router.get(
    '/repos/:owner/:name/git/commits/:sha',
    async (request, response) => {
      const repository = await repositoryOf(store, request);
      const sha =
        isObjectId(request.params.sha) &&
        (await resolveRef(git, repository.gitDir, request.params.sha));
      if (!sha) throw new NotFoundError('Not Found');
      const commit = await readCommit(git, repository.gitDir, sha);
      response.json(
        presentGitCommit(repositoryAddresses(url, repository), commit),
      );
    },
  );

  async function presentTree(
    repository: Repository,
    sha: string,
    recursive: boolean,
  ) {
    const { api } = repositoryAddresses(url, repository);
    const entries = await readTree(git, repository.gitDir, sha, { recursive });
    return {
      sha,
      url: `${api}/git/trees/${sha}`,
      tree: entries.slice(0, MAXIMUM_TREE_ENTRIES).map((entry: TreeEntry) => ({
        path: entry.path,
        mode: entry.mode,
        type: entry.type,
        sha: entry.sha,
        ...(entry.size !== undefined && { size: entry.size }),
        ...(entry.type !== 'commit' && {
          url: `${api}/git/${entry.type}s/${entry.sha}`,
        }),
      })),
      truncated: entries.length > MAXIMUM_TREE_ENTRIES,
    };
  }

  return router;
}
