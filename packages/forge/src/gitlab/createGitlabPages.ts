import Router from 'express-promise-router';
import { address } from '../pages/html';

/** GitLab's addresses of pages lead to those of the forge: `/<owner>/<name>/-/blob/<ref>/<path>` and its like. */
export function createGitlabPages() {
  const router = Router();
  router.get('/:owner/:name/-/:page/*', (request, response, next) => {
    const { owner, name, page } = request.params;
    const rest = (request.params as Record<string, string>)[0];
    if (['blob', 'tree', 'raw', 'commit', 'commits', 'edit'].includes(page)) {
      response.redirect(address(owner, name, page, ...rest.split('/')));
    } else {
      next();
    }
  });
  return router;
}
