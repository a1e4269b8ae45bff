import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Response } from 'express';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { ForgeContext } from '../ForgeContext';
import { defaultBranch } from '../git/defaultBranch';
import { toFilePath } from '../git/filePaths';
import { readCommit, readCommits } from '../git/readCommits';
import { isRefName, ZERO_ID } from '../git/refNames';
import { resolveRef } from '../git/resolveRef';
import { readTree, readTreeEntry } from '../git/readTree';
import { sendBlob } from '../git/sendBlob';
import { writeBlob, writeTree } from '../git/writeTree';
import { writeCommit } from '../git/writeCommit';
import { presentGitCommit } from '../present/presentCommit';
import { presentEntry, presentFile } from '../present/presentEntry';
import { TOKEN_USER } from '../present/presentOwner';
import { Repository } from '../repositories/RepositoryStore';
import { parseBody } from './parseBody';
import { repositoryAddresses } from './repositoryAddresses';
import { ValidationError } from './ValidationError';

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

/** Files and folders at a ref, and commits of one file. */
export function createContentsRouter(context: ForgeContext) {
  const { url, git, store, refs } = context;
  const router = Router();
  const route = [
    '/repos/:owner/:name/contents',
    '/repos/:owner/:name/contents/*',
  ];

  const pathOf = (params: object) => {
    const path = toFilePath((params as Record<string, string>)[0] ?? '');
    if (path === undefined) throw new NotFoundError('Not Found');
    return path;
  };

  router.get(route, async (request, response) => {
    const repository = await store.get(
      request.params.owner,
      request.params.name,
    );
    const ref =
      typeof request.query.ref === 'string' && request.query.ref
        ? request.query.ref
        : 'HEAD';
    const commit = await resolveRef(git, repository.gitDir, ref);
    if (!commit) throw new NotFoundError(`No commit found for the ref ${ref}`);
    const path = pathOf(request.params);
    await respond(
      repository,
      { commit, ref: ref === 'HEAD' ? await head(repository) : ref, path },
      response,
      {
        raw: RAW.test(request.get('accept') ?? ''),
      },
    );
  });

  async function respond(
    repository: Repository,
    at: { commit: string; ref: string; path: string },
    response: Response,
    { raw }: { raw: boolean },
  ) {
    const { gitDir } = repository;
    const entry = at.path
      ? await readTreeEntry(git, gitDir, at.commit, at.path)
      : undefined;
    if (at.path && !entry) throw new NotFoundError('Not Found');
    const addresses = repositoryAddresses(url, repository);
    const [last] = await readCommits(git, gitDir, [at.commit], {
      limit: 1,
      path: at.path,
    });
    if (last)
      response.set(
        'last-modified',
        new Date(last.committer.date).toUTCString(),
      );
    if (entry?.type === 'blob' && raw) {
      await sendBlob(
        git,
        gitDir,
        entry,
        response,
        'application/vnd.github.v3.raw; charset=utf-8',
      );
    } else if (entry && entry.type !== 'tree') {
      response.json(await presentFile(git, gitDir, addresses, at.ref, entry));
    } else {
      const entries = await readTree(git, gitDir, at.commit, { path: at.path });
      response.json(entries.map(each => presentEntry(addresses, at.ref, each)));
    }
  }

  router.put(route, async (request, response) => {
    const repository = await store.get(
      request.params.owner,
      request.params.name,
    );
    const path = pathOf(request.params);
    const input = parseBody('Content', change, request.body);
    const content = Buffer.from(input.content, 'base64');
    const { commit, existed } = await commitFile(
      repository,
      path,
      input,
      content,
    );
    const written = await readTreeEntry(git, repository.gitDir, commit, path);
    const addresses = repositoryAddresses(url, repository);
    response.status(existed ? 200 : 201).json({
      content: presentEntry(
        addresses,
        input.branch ?? (await head(repository)),
        written!,
      ),
      commit: presentGitCommit(
        addresses,
        await readCommit(git, repository.gitDir, commit),
      ),
    });
  });

  router.delete(route, async (request, response) => {
    const repository = await store.get(
      request.params.owner,
      request.params.name,
    );
    const input = parseBody('Content', deletion, {
      ...request.query,
      ...request.body,
    });
    const { commit } = await commitFile(
      repository,
      pathOf(request.params),
      input,
      undefined,
    );
    const addresses = repositoryAddresses(url, repository);
    response.json({
      content: null,
      commit: presentGitCommit(
        addresses,
        await readCommit(git, repository.gitDir, commit),
      ),
    });
  });

  function commitFile(
    repository: Repository,
    path: string,
    input: z.infer<typeof deletion>,
    content?: Buffer,
  ) {
    const { gitDir } = repository;
    return refs.change(repository, TOKEN_USER, async () => {
      const ref = `refs/heads/${input.branch ?? (await head(repository))}`;
      const parent = await resolveRef(git, gitDir, ref);
      const other = !parent && (await resolveRef(git, gitDir, 'HEAD'));
      if (other) throw new NotFoundError(`Branch ${input.branch} not found`);
      const old = parent && (await readTreeEntry(git, gitDir, parent, path));
      if (!old && !content) throw new NotFoundError('Not Found');
      if (old && !input.sha)
        throw new ValidationError(
          'Invalid request.\n\n"sha" wasn\'t supplied.',
        );
      if (input.sha && input.sha !== (old && old.sha))
        throw new ConflictError(`${path} does not match ${input.sha}`);
      const mode = old && old.mode === '100755' ? '100755' : '100644';
      const sha = content && (await writeBlob(git, gitDir, content));
      const tree = await writeTree(git, gitDir, parent, [{ path, mode, sha }]);
      const { message, author, committer } = input;
      const commit = await writeCommit(git, gitDir, {
        tree,
        parents: parent ? [parent] : [],
        message,
        author: author ?? committer,
        committer,
      });
      await refs.moveRef(repository, {
        ref,
        before: parent ?? ZERO_ID,
        after: commit,
      });
      return { commit, existed: Boolean(old) };
    });
  }

  const head = ({ gitDir }: Repository) => defaultBranch(git, gitDir);

  return router;
}
