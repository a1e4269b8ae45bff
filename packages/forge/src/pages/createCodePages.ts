import { NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import type { ForgeContext } from '../ForgeContext';
import { defaultBranch } from '../git/defaultBranch';
import { readTreeEntry } from '../git/readTree';
import { resolveRef } from '../git/resolveRef';
import { repositoryOf, restOf } from '../repositories/repositoryOf';
import { emptyPage } from './emptyPage';
import { filePage } from './filePage';
import { folderPage } from './folderPage';
import { address } from './html';
import { sendPage } from './layout';
import { codeAddress } from './repositoryHeader';
import { splitRef } from './splitRef';

/** Folders and files of a repository. */
export function createCodePages(context: ForgeContext) {
  const { git, store, url } = context;
  const router = Router();

  const locate = async (request: { params: object }) => {
    const repository = await repositoryOf(store, request);
    const { gitDir } = repository;
    const location = await splitRef(git, gitDir, restOf(request));
    const { commit, path, ref } = location;
    const entry = path
      ? await readTreeEntry(git, gitDir, commit, path)
      : undefined;
    if (path && !entry)
      throw new NotFoundError(`There is no ${path} at ${ref}`);
    return { repository, location, entry };
  };

  router.get('/:owner/:name.git', (request, response) => {
    response.redirect(address(request.params.owner, request.params.name));
  });

  router.get('/:owner/:name', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { owner, name } = repository.state;
    const ref = await defaultBranch(git, repository.gitDir);
    const commit = await resolveRef(
      git,
      repository.gitDir,
      `refs/heads/${ref}`,
    );
    const page = commit
      ? await folderPage(context, repository, { ref, commit, path: '' })
      : emptyPage(url, repository);
    sendPage(response, `${owner}/${name}`, page);
  });

  router.get('/:owner/:name/tree/*', async (request, response) => {
    const { repository, location, entry } = await locate(request);
    const { owner, name } = repository.state;
    if (entry && entry.type !== 'tree')
      response.redirect(codeAddress(repository, 'blob', location));
    else
      sendPage(
        response,
        `${owner}/${name}`,
        await folderPage(context, repository, location),
      );
  });

  // There is no editor: what Backstage links to as "edit" is shown.
  router.get(
    ['/:owner/:name/blob/*', '/:owner/:name/edit/*'],
    async (request, response) => {
      const { repository, location, entry } = await locate(request);
      const { owner, name } = repository.state;
      if (entry?.type !== 'blob')
        response.redirect(codeAddress(repository, 'tree', location));
      else
        sendPage(
          response,
          `${location.path} · ${owner}/${name}`,
          await filePage(context, repository, location, entry),
        );
    },
  );

  return router;
}
