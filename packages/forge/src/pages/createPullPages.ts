import Router from 'express-promise-router';
import { requireSameOrigin } from '../auth/requireSameOrigin';
import type { ForgeContext } from '../ForgeContext';
import { findPull } from '../pulls/createPull';
import { Mergeability } from '../pulls/Mergeability';
import { mergePull } from '../pulls/mergePull';
import { readPullCommits } from '../pulls/readPullCommits';
import { mergeBase, readDiff } from '../pulls/readDiff';
import { PullRequest } from '../repositories/RepositoryState';
import { commitList, MAXIMUM_DIFF_BYTES } from './createHistoryPages';
import { diffPanel } from './diffPanel';
import { address, Html, html } from './html';
import { sendPage } from './layout';
import { repositoryHeader } from './repositoryHeader';
import { repositoryOf } from '../repositories/repositoryOf';

/** Pull requests, with a button that merges. */
export function createPullPages(context: ForgeContext) {
  const { git, store } = context;
  const router = Router();
  const mergeability = new Mergeability(context);

  router.get('/:owner/:name/pulls', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { owner, name, pulls } = repository.state;
    const newest = [...pulls].sort((a, b) => b.number - a.number);
    sendPage(
      response,
      `Pull requests · ${owner}/${name}`,
      html`${repositoryHeader(repository)}
      ${newest.length === 0 &&
      html`<p class="muted">There are no pull requests.</p>`}
      ${newest.length > 0 &&
      html`<div class="panel">
        <table class="rows">
          ${newest.map(
            pull => html`<tr>
              <td>
                #${pull.number}
                <a href="${address(owner, name, 'pull', String(pull.number))}"
                  >${pull.title}</a
                >
              </td>
              <td><code>${pull.head}</code> into <code>${pull.base}</code></td>
              <td>${stateOf(pull)}</td>
            </tr>`,
          )}
        </table>
      </div>`}`,
    );
  });

  router.get('/:owner/:name/pull/:number.diff', async (request, response) => {
    const { state, gitDir } = await repositoryOf(store, request);
    const pull = findPull(state.pulls, request.params.number);
    const from = await mergeBase(git, gitDir, pull);
    response
      .type('text/plain')
      .send(
        (
          await readDiff(
            git,
            gitDir,
            from,
            pull.headSha,
            20 * MAXIMUM_DIFF_BYTES,
          )
        ).text,
      );
  });

  router.get('/:owner/:name/pull/:number', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { state, gitDir } = repository;
    const pull = findPull(state.pulls, request.params.number);
    const from = await mergeBase(git, gitDir, pull);
    const commits = await readPullCommits(git, gitDir, pull);
    const action = address(
      state.owner,
      state.name,
      'pull',
      String(pull.number),
      'merge',
    );
    sendPage(
      response,
      `${pull.title} · ${state.owner}/${state.name}`,
      html`${repositoryHeader(repository)}
        <h2>${pull.title} <span class="muted">#${pull.number}</span></h2>
        <p>
          ${stateOf(pull)} <code>${pull.head}</code> into
          <code>${pull.base}</code>
        </p>
        ${pull.body &&
        html`<div class="panel"><pre class="text">${pull.body}</pre></div>`}
        ${pull.state === 'open' &&
        mergeForm(action, await mergeability.of(repository, pull))}
        ${commitList(repository, commits)}
        ${diffPanel(
          await readDiff(git, gitDir, from, pull.headSha, MAXIMUM_DIFF_BYTES),
        )}`,
    );
  });

  router.post(
    '/:owner/:name/pull/:number/merge',
    requireSameOrigin,
    async (request, response) => {
      const { owner, name, number } = request.params;
      const repository = await store.get(owner, name);
      const { allowMergeCommit, allowSquashMerge } = repository.state.settings;
      const alternative = allowSquashMerge ? 'squash' : 'rebase';
      await mergePull(context, repository, number, {
        method: allowMergeCommit ? 'merge' : alternative,
      });
      response.redirect(303, address(owner, name, 'pull', number));
    },
  );

  return router;
}

function stateOf(pull: PullRequest): Html {
  const open = pull.draft ? 'draft' : 'open';
  const closed = pull.mergedAt ? 'merged' : 'closed';
  return html`<span class="state"
    >${pull.state === 'open' ? open : closed}</span
  >`;
}

function mergeForm(action: string, mergeable: boolean | undefined): Html {
  if (!mergeable)
    return html`<p>
      This branch has conflicts with its base and cannot be merged here.
    </p>`;
  return html`<form method="post" action="${action}">
    <button type="submit">Merge pull request</button>
  </form>`;
}
