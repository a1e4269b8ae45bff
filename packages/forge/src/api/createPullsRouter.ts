import { NotAllowedError } from '@backstage/errors';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { ForgeContext } from '../ForgeContext';
import { defaultBranch } from '../git/defaultBranch';
import { presentPull } from '../present/presentPull';
import { createPull, findPull } from '../pulls/createPull';
import { Mergeability } from '../pulls/Mergeability';
import { mergePull } from '../pulls/mergePull';
import { readPullCommits } from '../pulls/readPullCommits';
import { mergeBase, readDiff, readStatistics } from '../pulls/readDiff';
import { repositoryOf } from '../repositories/repositoryOf';
import type { PullRequest } from '../repositories/RepositoryState';
import type { Repository } from '../repositories/RepositoryStore';
import { parseBody } from './parseBody';
import { readPage, sendList } from './readPage';

const MAXIMUM_DIFF_BYTES = 20 * 1024 * 1024;
const DIFF = /application\/vnd\.github(?:\.v3)?\.diff/;

const title = z.string().min(1).max(256);
const body = z.string().max(65_536).nullish();
const newPull = z.object({
  title,
  body,
  head: z.string(),
  base: z.string(),
  draft: z.boolean().optional(),
});
const changedPull = z.object({
  title: title.optional(),
  body,
  state: z.enum(['open', 'closed']).optional(),
});
const merge = z.object({
  commit_title: z.string().max(1000).optional(),
  commit_message: z.string().max(65_536).optional(),
  sha: z.string().optional(),
  merge_method: z.enum(['merge', 'squash', 'rebase']).default('merge'),
});

/** Pull requests between branches of one repository: list, open, read, change, merge. */
export function createPullsRouter(context: ForgeContext) {
  const { url, git, store } = context;
  const router = Router();
  const mergeability = new Mergeability(context);
  const all = '/repos/:owner/:name/pulls';
  const one = `${all}/:number`;

  const present = async (repository: Repository, pull: PullRequest) =>
    presentPull(
      url,
      repository,
      await defaultBranch(git, repository.gitDir),
      pull,
    );

  router.get(all, async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { state = 'open', head, base } = request.query;
    const page = readPage(request);
    const { limit, skip } = page;
    const { owner, pulls } = repository.state;
    const found = pulls
      .filter(pull => state === 'all' || pull.state === state)
      .filter(
        pull =>
          head === undefined ||
          head === pull.head ||
          head === `${owner}:${pull.head}`,
      )
      .filter(pull => base === undefined || base === pull.base)
      .sort((a, b) => b.number - a.number)
      .slice(skip, skip + limit);
    sendList(
      response,
      url,
      page,
      await Promise.all(found.map(pull => present(repository, pull))),
    );
  });

  router.post(all, async (request, response) => {
    const repository = await repositoryOf(store, request);
    const input = parseBody('PullRequest', newPull, request.body);
    response
      .status(201)
      .json(
        await present(repository, await createPull(context, repository, input)),
      );
  });

  router.get(one, async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { gitDir, state } = repository;
    const pull = findPull(state.pulls, request.params.number);
    const from = await mergeBase(git, gitDir, pull);
    if (DIFF.test(request.get('accept') ?? '')) {
      const { text } = await readDiff(
        git,
        gitDir,
        from,
        pull.headSha,
        MAXIMUM_DIFF_BYTES,
      );
      response.type('text/plain').send(text);
      return;
    }
    const files = await readStatistics(git, gitDir, from, pull.headSha);
    const mergeable = await mergeability.of(repository, pull);
    const known = mergeable ? 'clean' : 'dirty';
    response.json({
      ...(await present(repository, pull)),
      mergeable: mergeable ?? null,
      mergeable_state: mergeable === undefined ? 'unknown' : known,
      commits: (await readPullCommits(git, gitDir, pull)).length,
      changed_files: files.length,
      additions: files.reduce((sum, file) => sum + file.additions, 0),
      deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    });
  });

  router.patch(one, async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { number } = request.params;
    const input = parseBody('PullRequest', changedPull, request.body);
    const state = await store.update(repository, current => {
      const now = new Date().toISOString();
      const pull = findPull(current.pulls, number);
      pull.title = input.title ?? pull.title;
      if (input.body !== undefined) pull.body = input.body;
      if (input.state && !pull.mergedAt && input.state !== pull.state) {
        pull.state = input.state;
        pull.closedAt = input.state === 'closed' ? now : undefined;
      }
      pull.updatedAt = now;
    });
    response.json(
      await present({ ...repository, state }, findPull(state.pulls, number)),
    );
  });

  router.put(`${one}/merge`, async (request, response) => {
    const repository = await repositoryOf(store, request);
    const input = parseBody('PullRequest', merge, request.body);
    try {
      const sha = await mergePull(context, repository, request.params.number, {
        method: input.merge_method,
        title: input.commit_title,
        message: input.commit_message,
        sha: input.sha,
      });
      response.json({
        sha,
        merged: true,
        message: 'Pull Request successfully merged',
      });
    } catch (error) {
      if (!(error instanceof NotAllowedError)) throw error;
      response.status(405).json({
        message: error.message,
        documentation_url: 'https://docs.github.com/rest',
      });
    }
  });

  return router;
}
