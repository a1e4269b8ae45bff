import { NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import type { ForgeContext } from '../ForgeContext';
import { Commit, readCommit, readCommits } from '../git/readCommits';
import { resolveRef } from '../git/resolveRef';
import { readDiff } from '../pulls/readDiff';
import { Repository } from '../repositories/RepositoryStore';
import { diffPanel } from './diffPanel';
import { address, Html, html } from './html';
import { sendPage } from './layout';
import { repositoryHeader } from './repositoryHeader';
import { splitRef } from './splitRef';
import { repositoryOf, restOf } from '../repositories/repositoryOf';

const COMMITS_PER_PAGE = 50;
/** What a page shows of a diff. */
export const MAXIMUM_DIFF_BYTES = 512 * 1024;

/** Commits of a repository, one commit, and what lies between two of them. */
export function createHistoryPages({ git, store }: ForgeContext) {
  const router = Router();

  router.get(
    ['/:owner/:name/commits', '/:owner/:name/commits/*'],
    async (request, response) => {
      const repository = await repositoryOf(store, request);
      const { state, gitDir } = repository;
      const rest = restOf(request);
      const head = rest ? undefined : await resolveRef(git, gitDir, 'HEAD');
      const location = rest
        ? await splitRef(git, gitDir, rest)
        : head && { ref: 'HEAD', commit: head, path: '' };
      const skip = Math.max(
        0,
        Number.parseInt(String(request.query.skip), 10) || 0,
      );
      const commits = location
        ? await readCommits(git, gitDir, [location.commit], {
            limit: COMMITS_PER_PAGE + 1,
            skip,
            path: location.path,
          })
        : [];
      sendPage(
        response,
        `Commits · ${state.owner}/${state.name}`,
        html`${repositoryHeader(repository)}
        ${location &&
        location.path &&
        html`<p>History of <code>${location.path}</code></p>`}
        ${commitList(repository, commits.slice(0, COMMITS_PER_PAGE))}
        ${commits.length > COMMITS_PER_PAGE &&
        html`<p><a href="?skip=${skip + COMMITS_PER_PAGE}">Older</a></p>`}`,
      );
    },
  );

  router.get('/:owner/:name/commit/:sha', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { state, gitDir } = repository;
    const sha = await resolveRef(git, gitDir, request.params.sha);
    if (!sha) throw new NotFoundError('There is no such commit');
    const commit = await readCommit(git, gitDir, sha);
    const [subject, ...body] = commit.message.split('\n');
    sendPage(
      response,
      `${subject} · ${state.owner}/${state.name}`,
      html`${repositoryHeader(repository)}
        <h2>${subject}</h2>
        ${body.some(Boolean) && html`<pre>${body.join('\n').trim()}</pre>`}
        <p class="muted">
          ${commit.author.name} · ${commit.author.date} · <code>${sha}</code> ·
          <a href="${address(state.owner, state.name, 'tree', sha)}"
            >Files at this commit</a
          >
        </p>
        ${diffPanel(
          await readDiff(
            git,
            gitDir,
            commit.parents[0],
            sha,
            MAXIMUM_DIFF_BYTES,
          ),
        )}`,
    );
  });

  router.get('/:owner/:name/compare/:range', async (request, response) => {
    const repository = await repositoryOf(store, request);
    const { state, gitDir } = repository;
    const [from, to] = request.params.range.split(/\.{2,3}/);
    const [before, after] = await Promise.all([
      resolveRef(git, gitDir, from),
      resolveRef(git, gitDir, to ?? ''),
    ]);
    if (!before || !after)
      throw new NotFoundError('There is no such branch, tag or commit');
    const commits = await readCommits(git, gitDir, [after, `^${before}`], {
      limit: COMMITS_PER_PAGE,
    });
    sendPage(
      response,
      `Compare · ${state.owner}/${state.name}`,
      html`${repositoryHeader(repository)}
        <h2>${from} … ${to}</h2>
        ${commitList(repository, commits)}
        ${diffPanel(
          await readDiff(git, gitDir, before, after, MAXIMUM_DIFF_BYTES),
        )}`,
    );
  });

  return router;
}

/** Commits with a link to each. */
export function commitList({ state }: Repository, commits: Commit[]): Html {
  if (commits.length === 0)
    return html`<p class="muted">There are no commits.</p>`;
  return html`<div class="panel">
    <table class="rows">
      ${commits.map(
        commit => html`<tr>
          <td>
            <a href="${address(state.owner, state.name, 'commit', commit.sha)}"
              >${commit.message.split('\n')[0]}</a
            >
          </td>
          <td class="muted">${commit.author.name} · ${commit.author.date}</td>
          <td><code>${commit.sha.slice(0, 7)}</code></td>
        </tr>`,
      )}
    </table>
  </div>`;
}
