import { NotAllowedError } from '@backstage/errors';
import Router from 'express-promise-router';
import { z } from 'zod';
import type { ForgeContext } from '../ForgeContext';
import { defaultBranch } from '../git/defaultBranch';
import { readChanges } from '../git/readChanges';
import { readCommits } from '../git/readCommits';
import { presentCommit } from '../present/presentCommit';
import { presentPull } from '../present/presentPull';
import { createPull, findPull } from '../pulls/createPull';
import { Mergeability } from '../pulls/Mergeability';
import { mergePull } from '../pulls/mergePull';
import { mergeBase, readDiff, readStatistics } from '../pulls/readDiff';
import { PullRequest } from '../repositories/RepositoryState';
import { Repository } from '../repositories/RepositoryStore';
import { parseBody } from './parseBody';
import { readPage } from './readPage';
import { repositoryAddresses } from './repositoryAddresses';

const MAXIMUM_DIFF_BYTES = 20 * 1024 * 1024;

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
const names = z.array(z.string().min(1).max(100)).max(100).default([]);
const reviewersInput = z.object({ reviewers: names, team_reviewers: names });

/** Pull requests between branches of one repository. */
export function createPullsRouter(context: ForgeContext) {
  const { url, git, store } = context;
  const router = Router();
  const mergeability = new Mergeability(context);
  const one = '/repos/:owner/:name/pulls/:number';

  const present = async (repository: Repository, pull: PullRequest) =>
    presentPull(
      url,
      repository,
      await defaultBranch(git, repository.gitDir),
      pull,
    );
  const find = async ({
    owner,
    name,
    number,
  }: {
    owner: string;
    name: string;
    number: string;
  }) => {
    const repository = await store.get(owner, name);
    return { repository, pull: findPull(repository.state.pulls, number) };
  };

  router.get('/repos/:owner/:name/pulls', async (request, response) => {
    const repository = await store.get(
      request.params.owner,
      request.params.name,
    );
    const { state = 'open', head, base } = request.query;
    const { limit, skip } = readPage(request);
    const pulls = repository.state.pulls
      .filter(pull => state === 'all' || pull.state === state)
      .filter(
        pull =>
          head === undefined ||
          head === pull.head ||
          head === `${repository.state.owner}:${pull.head}`,
      )
      .filter(pull => base === undefined || base === pull.base)
      .sort((a, b) => b.number - a.number)
      .slice(skip, skip + limit);
    response.json(
      await Promise.all(pulls.map(pull => present(repository, pull))),
    );
  });

  router.post('/repos/:owner/:name/pulls', async (request, response) => {
    const repository = await store.get(
      request.params.owner,
      request.params.name,
    );
    const pull = await createPull(
      context,
      repository,
      parseBody('PullRequest', newPull, request.body),
    );
    response.status(201).json(await present(repository, pull));
  });

  router.get(one, async (request, response) => {
    const { repository, pull } = await find(request.params);
    const { gitDir } = repository;
    const from = await mergeBase(git, gitDir, pull);
    if (
      /application\/vnd\.github(?:\.v3)?\.diff/.test(
        request.get('accept') ?? '',
      )
    ) {
      response
        .type('text/plain')
        .send(
          (await readDiff(git, gitDir, from, pull.headSha, MAXIMUM_DIFF_BYTES))
            .text,
        );
      return;
    }
    const statistics = await readStatistics(git, gitDir, from, pull.headSha);
    const mergeable = (await mergeability.of(repository, pull)) ?? null;
    response.json({
      ...(await present(repository, pull)),
      mergeable,
      mergeable_state:
        mergeable === null
          ? 'unknown'
          : { true: 'clean', false: 'dirty' }[`${mergeable}`],
      commits: (await commitsOf(repository, pull)).length,
      changed_files: statistics.length,
      additions: statistics.reduce((sum, file) => sum + file.additions, 0),
      deletions: statistics.reduce((sum, file) => sum + file.deletions, 0),
    });
  });

  router.patch(one, async (request, response) => {
    const { repository, pull } = await find(request.params);
    const input = parseBody('PullRequest', changedPull, request.body);
    const state = await store.update(repository, current => {
      const now = new Date().toISOString();
      const changed = findPull(current.pulls, pull.number);
      changed.title = input.title ?? changed.title;
      if (input.body !== undefined) changed.body = input.body;
      if (input.state && !changed.mergedAt && input.state !== changed.state) {
        changed.state = input.state;
        changed.closedAt = input.state === 'closed' ? now : undefined;
      }
      changed.updatedAt = now;
    });
    response.json(
      await present(
        { ...repository, state },
        findPull(state.pulls, pull.number),
      ),
    );
  });

  router.get(`${one}/files`, async (request, response) => {
    const { repository, pull } = await find(request.params);
    const from = await mergeBase(git, repository.gitDir, pull);
    const changes = await readChanges(
      git,
      repository.gitDir,
      from,
      pull.headSha,
      { renames: true },
    );
    const statistics = await readStatistics(
      git,
      repository.gitDir,
      from,
      pull.headSha,
    );
    const { limit, skip } = readPage(request);
    response.json(
      changes
        .slice(skip, skip + limit)
        .map(({ path, status, previousPath }) => {
          const { additions = 0, deletions = 0 } =
            statistics.find(each => each.path === path) ?? {};
          return {
            filename: path,
            status,
            additions,
            deletions,
            changes: additions + deletions,
            ...(previousPath && { previous_filename: previousPath }),
          };
        }),
    );
  });

  router.get(`${one}/commits`, async (request, response) => {
    const { repository, pull } = await find(request.params);
    const addresses = repositoryAddresses(url, repository);
    response.json(
      (await commitsOf(repository, pull)).map(commit =>
        presentCommit(addresses, commit),
      ),
    );
  });

  router.put(`${one}/merge`, async (request, response) => {
    const { repository, pull } = await find(request.params);
    const input = parseBody('PullRequest', merge, request.body);
    try {
      const sha = await mergePull(context, repository, pull.number, {
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

  router.post(`${one}/requested_reviewers`, async (request, response) => {
    const input = parseBody('PullRequest', reviewersInput, request.body);
    const { repository, pull } = await change(request.params, current => {
      current.reviewers = unique([...current.reviewers, ...input.reviewers]);
      current.teamReviewers = unique([
        ...current.teamReviewers,
        ...input.team_reviewers,
      ]);
    });
    response.status(201).json(await present(repository, pull));
  });

  router.post(
    '/repos/:owner/:name/issues/:number/assignees',
    async (request, response) => {
      const { assignees } = parseBody(
        'Issue',
        z.object({ assignees: names }),
        request.body,
      );
      const { repository, pull } = await change(request.params, current => {
        current.assignees = unique([...current.assignees, ...assignees]).slice(
          0,
          10,
        );
      });
      response.status(201).json(await present(repository, pull));
    },
  );

  router.post(
    '/repos/:owner/:name/issues/:number/labels',
    async (request, response) => {
      const { labels } = parseBody(
        'Issue',
        z.object({ labels: names }),
        request.body,
      );
      const { repository, pull } = await change(request.params, current => {
        current.labels = unique([...current.labels, ...labels]);
      });
      response.json((await present(repository, pull)).labels);
    },
  );

  async function change(
    params: { owner: string; name: string; number: string },
    act: (pull: PullRequest) => void,
  ) {
    const { repository, pull } = await find(params);
    const state = await store.update(repository, current =>
      act(findPull(current.pulls, pull.number)),
    );
    return {
      repository: { ...repository, state },
      pull: findPull(state.pulls, pull.number),
    };
  }

  function commitsOf({ gitDir }: Repository, pull: PullRequest) {
    return readCommits(git, gitDir, [pull.headSha, `^${pull.baseSha}`], {
      limit: 250,
      oldestFirst: true,
    });
  }

  return router;
}

function unique(values: string[]): string[] {
  return [...new Set(values)];
}
