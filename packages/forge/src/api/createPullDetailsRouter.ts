import Router from 'express-promise-router';
import { z } from 'zod';
import type { ForgeContext } from '../ForgeContext';
import { defaultBranch } from '../git/defaultBranch';
import { readChanges } from '../git/readChanges';
import { presentCommit } from '../present/presentCommit';
import { presentPull } from '../present/presentPull';
import { findPull } from '../pulls/createPull';
import { mergeBase, readStatistics } from '../pulls/readDiff';
import { readPullCommits } from '../pulls/readPullCommits';
import { repositoryOf } from '../repositories/repositoryOf';
import type { PullRequest } from '../repositories/RepositoryState';
import { parseBody } from './parseBody';
import { readPage, sendList } from './readPage';
import { repositoryAddresses } from './repositoryAddresses';

const names = z.array(z.string().min(1).max(100)).max(100).default([]);
const reviewersInput = z.object({ reviewers: names, team_reviewers: names });
const assigneesInput = z.object({ assignees: names });
const labelsInput = z.object({ labels: names });
const MAXIMUM_ASSIGNEES = 10; // as on GitHub

/** What belongs to a pull request: files, commits, reviewers, assignees and labels. */
export function createPullDetailsRouter({ url, git, store }: ForgeContext) {
  const router = Router();
  const pulls = '/repos/:owner/:name/pulls/:number';
  const issues = '/repos/:owner/:name/issues/:number';

  const change = async (
    request: { params: { owner: string; name: string; number: string } },
    act: (pull: PullRequest) => void,
  ) => {
    const repository = await repositoryOf(store, request);
    const { number } = request.params;
    const state = await store.update(repository, current =>
      act(findPull(current.pulls, number)),
    );
    const branch = await defaultBranch(git, repository.gitDir);
    return presentPull(
      url,
      { ...repository, state },
      branch,
      findPull(state.pulls, number),
    );
  };

  router.get(`${pulls}/files`, async (request, response) => {
    const { state, gitDir } = await repositoryOf(store, request);
    const pull = findPull(state.pulls, request.params.number);
    const from = await mergeBase(git, gitDir, pull);
    const changes = await readChanges(git, gitDir, from, pull.headSha, {
      renames: true,
    });
    const statistics = await readStatistics(git, gitDir, from, pull.headSha);
    const byPath = new Map(statistics.map(each => [each.path, each]));
    const page = readPage(request);
    const { limit, skip } = page;
    sendList(
      response,
      url,
      page,
      changes
        .slice(skip, skip + limit)
        .map(({ path, status, previousPath }) => {
          const { additions = 0, deletions = 0 } = byPath.get(path) ?? {};
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

  router.get(`${pulls}/commits`, async (request, response) => {
    const repository = await repositoryOf(store, request);
    const pull = findPull(repository.state.pulls, request.params.number);
    const commits = await readPullCommits(git, repository.gitDir, pull);
    const addresses = repositoryAddresses(url, repository);
    response.json(commits.map(commit => presentCommit(addresses, commit)));
  });

  router.post(`${pulls}/requested_reviewers`, async (request, response) => {
    const input = parseBody('PullRequest', reviewersInput, request.body);
    const pull = await change(request, current => {
      current.reviewers = unique(current.reviewers, input.reviewers);
      current.teamReviewers = unique(
        current.teamReviewers,
        input.team_reviewers,
      );
    });
    response.status(201).json(pull);
  });

  router.post(`${issues}/assignees`, async (request, response) => {
    const { assignees } = parseBody('Issue', assigneesInput, request.body);
    const pull = await change(request, current => {
      current.assignees = unique(current.assignees, assignees).slice(
        0,
        MAXIMUM_ASSIGNEES,
      );
    });
    response.status(201).json(pull);
  });

  router.post(`${issues}/labels`, async (request, response) => {
    const { labels } = parseBody('Issue', labelsInput, request.body);
    const pull = await change(request, current => {
      current.labels = unique(current.labels, labels);
    });
    response.json(pull.labels);
  });

  return router;
}

function unique(current: string[], added: string[]): string[] {
  return [...new Set([...current, ...added])];
}
