import { ConflictError, NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import type { ForgeContext } from '../ForgeContext';
import { defaultBranch } from '../git/defaultBranch';
import { toFilePath } from '../git/filePaths';
import { listRefs } from '../git/listRefs';
import { readChanges } from '../git/readChanges';
import { readCommit, readCommits } from '../git/readCommits';
import { resolveRef } from '../git/resolveRef';
import { presentCommit } from '../present/presentCommit';
import { presentRepository } from '../present/presentRepository';
import { Repository } from '../repositories/RepositoryStore';
import { readPage, sendList } from './readPage';
import { repositoryAddresses } from './repositoryAddresses';
import { ValidationError } from './ValidationError';
import { repositoryOf, restOf } from '../repositories/repositoryOf';

/** GitHub's paging of the files of one commit. */
const COMMIT_FILES = { usual: 300, maximum: 300 };
/** GitHub shows no more commits of a comparison. */
const COMPARED_COMMITS = { limit: 250 };

/** Commits, what one branch has beside another, and the status of commits, which is always pending because nothing reports one to the forge. */
export function createCommitsRouter({ url, git, store }: ForgeContext) {
  const router = Router();

  router.get('/repos/:owner/:name/commits', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { gitDir } = repository;
    const page = readPage(request);
    if ((await listRefs(git, gitDir)).size === 0)
      throw new ConflictError('Git Repository is empty.');
    const sha = await resolveRef(
      git,
      gitDir,
      text(request.query.sha) || 'HEAD',
    );
    const path = toFilePath(text(request.query.path));
    if (!sha || path === undefined) throw new NotFoundError('Not Found');
    const commits = await readCommits(git, gitDir, [sha], {
      ...page,
      path,
    });
    sendList(
      response,
      url,
      page,
      commits.map(commit =>
        presentCommit(repositoryAddresses(url, repository), commit),
      ),
    );
  });

  // The clients do not escape slashes in the name of a branch here.
  router.get('/repos/:owner/:name/commits/*', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const rest = restOf(request);
    const [, ref, status] = /^(.+?)(\/status)?$/s.exec(rest) ?? ['', rest];
    const sha = await resolveRef(git, repository.gitDir, ref);
    if (status) {
      if (!sha) throw new NotFoundError(`No commit found for SHA: ${ref}`);
      response.json(await presentStatus(repository, sha));
      return;
    }
    if (!sha) throw new ValidationError(`No commit found for SHA: ${ref}`);
    const commit = await readCommit(git, repository.gitDir, sha);
    const { limit, skip } = readPage(request, COMMIT_FILES);
    const changes = await readChanges(
      git,
      repository.gitDir,
      commit.parents[0],
      sha,
      { renames: true },
    );
    response.json({
      ...presentCommit(repositoryAddresses(url, repository), commit),
      files: changes
        .slice(skip, skip + limit)
        .map(({ status: kind, path, previousPath }) => ({
          filename: path,
          status: kind,
          ...(previousPath && { previous_filename: previousPath }),
        })),
    });
  });

  router.get('/repos/:owner/:name/compare/*', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { gitDir } = repository;
    const [base, head] = await Promise.all(
      restOf(request)
        .split('...')
        .map(ref => resolveRef(git, gitDir, ref)),
    );
    if (!base || !head) throw new NotFoundError('Not Found');
    const [ahead, behind] = await Promise.all(
      [
        [head, base],
        [base, head],
      ].map(([of, beside]) =>
        readCommits(git, gitDir, [of, `^${beside}`], COMPARED_COMMITS),
      ),
    );
    const known = behind.length > 0 ? 'behind' : 'identical';
    const diverged = behind.length > 0 ? 'diverged' : 'ahead';
    response.json({
      status: ahead.length > 0 ? diverged : known,
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: ahead
        .reverse()
        .map(each => presentCommit(repositoryAddresses(url, repository), each)),
    });
  });

  async function presentStatus(repository: Repository, sha: string) {
    const { api } = repositoryAddresses(url, repository);
    return {
      state: 'pending',
      statuses: [],
      sha,
      total_count: 0,
      repository: presentRepository(
        url,
        repository,
        await defaultBranch(git, repository.gitDir),
      ),
      commit_url: `${api}/commits/${sha}`,
      url: `${api}/commits/${sha}/status`,
    };
  }

  return router;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
