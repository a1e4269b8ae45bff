import Router from 'express-promise-router';
import type { ForgeContext } from '../ForgeContext';
import { html } from './html';
import { sendPage } from './layout';

/** Pages for people. */
export function createPagesRouter(context: ForgeContext) {
  const router = Router();
  router.get('/', async (_request, response) => {
    const repositories = await context.store.list();
    sendPage(
      response,
      'Repositories',
      html`<ul>
        ${repositories.map(
          ({ state }) => html`<li>${state.owner}/${state.name}</li>`,
        )}
      </ul>`,
    );
  });
  return router;
}
