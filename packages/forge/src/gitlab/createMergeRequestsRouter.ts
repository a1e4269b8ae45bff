import { NotAllowedError } from '@backstage/errors';
import Router from 'express-promise-router';
import { z } from 'zod';
import { readPage } from '../api/readPage';
import { ValidationError } from '../api/ValidationError';
import type { ForgeContext } from '../ForgeContext';
import { createPull, findPull } from '../pulls/createPull';
import { mergePull } from '../pulls/mergePull';
import { GitlabError } from './GitlabError';
import {
  originOf,
  parseGitlab,
  projectOf,
  queryText,
  sendGitlabList,
} from './gitlabRequest';
import { presentMergeRequest, stateOf } from './presentMergeRequest';

const PAGE = { usual: 20, maximum: 100 };
const title = z.string().min(1).max(255);
const description = z.string().max(1_048_576).nullish();
const newRequest = z.object({
  source_branch: z.string().max(250),
  target_branch: z.string().max(250),
  title,
  description,
});
const changedRequest = z.object({
  title: title.optional(),
  description,
  state_event: z.enum(['close', 'reopen']).optional(),
});
const all = '/projects/:project/merge_requests';

/** Merge requests between branches of one project: list, open, read, change, merge. They are the forge's pull requests. */
export function createMergeRequestsRouter(context: ForgeContext) {
  const { store } = context;
  const router = Router();

  router.get(all, async (request, response) => {
    const repository = await projectOf(store, request);
    const [state, source, target] = [
      'state',
      'source_branch',
      'target_branch',
    ].map(key => queryText(request, key));
    const page = readPage(request, PAGE);
    const found = repository.state.pulls
      .filter(pull => !source || pull.head === source)
      .filter(pull => !target || pull.base === target)
      .filter(pull => !state || state === 'all' || stateOf(pull) === state)
      .sort((a, b) => b.number - a.number)
      .slice(page.skip, page.skip + page.limit);
    const origin = originOf(request);
    sendGitlabList(
      response,
      origin,
      page,
      found.map(pull => presentMergeRequest(origin, repository, pull)),
    );
  });

  router.post(all, async (request, response) => {
    const repository = await projectOf(store, request);
    const input = parseGitlab(newRequest, request.body);
    const [head, base] = [input.source_branch, input.target_branch];
    const same = repository.state.pulls.find(
      pull => pull.state === 'open' && pull.head === head && pull.base === base,
    );
    if (same) {
      throw new GitlabError(
        409,
        `Another open merge request already exists for this source branch: !${same.number}`,
      );
    }
    try {
      const pull = await createPull(context, repository, {
        title: input.title,
        body: input.description,
        head,
        base,
      });
      response
        .status(201)
        .json(presentMergeRequest(originOf(request), repository, pull));
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      throw new GitlabError(400, { source_branch: ['is invalid'] });
    }
  });

  router.get(`${all}/:number`, async (request, response) => {
    const repository = await projectOf(store, request);
    const pull = findPull(repository.state.pulls, request.params.number);
    response.json(presentMergeRequest(originOf(request), repository, pull));
  });

  router.put(`${all}/:number`, async (request, response) => {
    const repository = await projectOf(store, request);
    const { number } = request.params;
    const input = parseGitlab(changedRequest, request.body);
    const state = await store.update(repository, current => {
      const now = new Date().toISOString();
      const pull = findPull(current.pulls, number);
      pull.title = input.title ?? pull.title;
      if (input.description !== undefined) pull.body = input.description;
      if (input.state_event && !pull.mergedAt) {
        const isClosed = input.state_event === 'close';
        pull.state = isClosed ? 'closed' : 'open';
        pull.closedAt = isClosed ? now : undefined;
      }
      pull.updatedAt = now;
    });
    const pull = findPull(state.pulls, number);
    response.json(
      presentMergeRequest(originOf(request), { ...repository, state }, pull),
    );
  });

  router.put(`${all}/:number/merge`, async (request, response) => {
    const { number } = request.params;
    const repository = await projectOf(store, request);
    const { head, base } = findPull(repository.state.pulls, number);
    try {
      await mergePull(context, repository, number, {
        method: 'merge',
        title: `Merge branch '${head}' into '${base}'`,
      });
    } catch (error) {
      if (!(error instanceof NotAllowedError)) throw error;
      throw new GitlabError(405, '405 Method Not Allowed');
    }
    const merged = await projectOf(store, request);
    const pull = findPull(merged.state.pulls, number);
    response.json(presentMergeRequest(originOf(request), merged, pull));
  });

  return router;
}
