import { NotFoundError } from '@backstage/errors';
import type { Request, Response } from 'express';
import Router from 'express-promise-router';
import { readPage } from '../api/readPage';
import type { ForgeContext } from '../ForgeContext';
import { archiveRepository } from '../git/archiveRepository';
import { toFilePath } from '../git/filePaths';
import { readCommit, readCommits } from '../git/readCommits';
import { readTree, readTreeEntry } from '../git/readTree';
import { resolveRef } from '../git/resolveRef';
import { sendBlob } from '../git/sendBlob';
import { Repository } from '../repositories/RepositoryStore';
import {
  originOf,
  projectOf,
  queryText,
  sendGitlabList,
} from './gitlabRequest';
import { presentGitlabCommit } from './presentGitlabCommit';

const PAGE = { usual: 20, maximum: 100 };
const contents = '/projects/:project/repository';

/** Commits, files, folders and archives of a project. */
export function createProjectContentsRouter({ git, store }: ForgeContext) {
  const router = Router();

  const commitOf = async ({ gitDir }: Repository, ref: string) => {
    const commit = await resolveRef(git, gitDir, ref || 'HEAD');
    if (!commit) throw new NotFoundError('404 Commit Not Found');
    return commit;
  };
  const pathOf = (text: string) => {
    const path = toFilePath(text);
    if (path === undefined) throw new NotFoundError('404 File Not Found');
    return path;
  };

  router.get(`${contents}/commits`, async (request, response) => {
    const repository = await projectOf(store, request);
    const page = readPage(request, PAGE);
    const path = pathOf(queryText(request, 'path'));
    const commit = await commitOf(repository, queryText(request, 'ref_name'));
    const commits = await readCommits(git, repository.gitDir, [commit], {
      ...page,
      ...(path && { path }),
    });
    const origin = originOf(request);
    sendGitlabList(
      response,
      origin,
      page,
      commits.map(each => presentGitlabCommit(origin, repository, each)),
    );
  });

  router.get(`${contents}/tree`, async (request, response) => {
    const repository = await projectOf(store, request);
    const page = readPage(request, PAGE);
    const path = pathOf(queryText(request, 'path'));
    const commit = await commitOf(repository, queryText(request, 'ref'));
    const entries = await readTree(git, repository.gitDir, commit, {
      recursive: queryText(request, 'recursive') === 'true',
      ...(path && { path }),
    });
    const shown = entries.slice(page.skip, page.skip + page.limit);
    sendGitlabList(
      response,
      originOf(request),
      page,
      shown.map(entry => ({
        id: entry.sha,
        name: entry.path.split('/').pop(),
        type: entry.type,
        path: entry.path,
        mode: entry.mode,
      })),
    );
  });

  router.get(`${contents}/files/:file/raw`, async (request, response) => {
    const repository = await projectOf(store, request);
    const { gitDir } = repository;
    const path = pathOf(request.params.file);
    const commit = await commitOf(repository, queryText(request, 'ref'));
    const entry = path
      ? await readTreeEntry(git, gitDir, commit, path)
      : undefined;
    if (entry?.type !== 'blob') throw new NotFoundError('404 File Not Found');
    const [last] = await readCommits(git, gitDir, [commit], { limit: 1, path });
    const { committer } = last ?? (await readCommit(git, gitDir, commit));
    response.set({
      'last-modified': new Date(committer.date).toUTCString(),
      'x-gitlab-blob-id': entry.sha,
      'x-gitlab-commit-id': commit,
    });
    await sendBlob(git, gitDir, entry, response, 'text/plain; charset=utf-8');
  });

  const archive = async (request: Request, response: Response) => {
    const repository = await projectOf(store, request);
    const path = pathOf(queryText(request, 'path'));
    const ref = queryText(request, 'sha') || 'HEAD';
    const commit = await commitOf(repository, ref);
    if (path && !(await readTreeEntry(git, repository.gitDir, commit, path))) {
      throw new NotFoundError('404 Tree Not Found');
    }
    const top = [repository.state.name, ref, commit, path]
      .filter(Boolean)
      .join('-')
      .replace(/[^\w.-]/g, '-');
    const format = request.path.endsWith('.zip') ? 'zip' : 'tar.gz';
    await archiveRepository(git, repository, format, commit, response, {
      top,
      ...(path && { path }),
    });
  };
  for (const ending of ['', '.tar.gz', '.zip']) {
    router.get(`${contents}/archive${ending}`, archive);
  }

  return router;
}
