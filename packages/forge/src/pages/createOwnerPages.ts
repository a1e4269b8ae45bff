import { NotFoundError } from '@backstage/errors';
import Router from 'express-promise-router';
import type { ForgeContext } from '../ForgeContext';
import { isOwnerName } from '../repositories/names';
import { Repository } from '../repositories/RepositoryStore';
import { address, html } from './html';
import { sendPage } from './layout';

/** The list of all repositories, and that of one owner. */
export function createOwnerPages({ store }: ForgeContext) {
  const router = Router();

  router.get('/', async (_request, response) => {
    const repositories = await store.list();
    const owners = [
      ...new Set(repositories.map(({ state }) => state.owner.toLowerCase())),
    ];
    const of = (owner: string) =>
      repositories.filter(({ state }) => state.owner.toLowerCase() === owner);
    sendPage(
      response,
      'Repositories',
      html`<h1>Repositories</h1>
        ${owners.length === 0 &&
        html`<p class="muted">There is no repository yet.</p>`}
        ${owners.map(
          owner =>
            html`<h2><a href="${address(owner)}">${owner}</a></h2>
              ${list(of(owner))}`,
        )}`,
    );
  });

  router.get('/:owner', async (request, response) => {
    const { owner } = request.params;
    if (!isOwnerName(owner))
      throw new NotFoundError('There is nothing at this address');
    const repositories = await store.list(owner);
    if (repositories.length === 0)
      throw new NotFoundError(`${owner} has no repository`);
    sendPage(
      response,
      owner,
      html`<h1>${owner}</h1>
        ${list(repositories)}`,
    );
  });

  return router;
}

function list(repositories: Repository[]) {
  return html`<div class="panel">
    <table class="rows">
      ${repositories.map(
        ({ state }) => html`<tr>
          <td>
            <a href="${address(state.owner, state.name)}">${state.name}</a>
          </td>
          <td>${state.description ?? ''}</td>
          <td>pushed ${state.pushedAt.slice(0, 16).replace('T', ' ')}</td>
        </tr>`,
      )}
    </table>
  </div>`;
}
