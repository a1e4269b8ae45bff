import Router from 'express-promise-router';
import { address } from '../pages/html';

const pages = ['blob', 'tree', 'raw', 'commit', 'commits', 'edit', 'pull'];

/** GitLab's addresses of pages lead to those of the forge: `/<owner>/<name>/-/blob/<ref>/<path>` and its like. */
export function createGitlabPages() {
  const router = Router();
  router.get('/:owner/:name/-/:page/*', (request, response, next) => {
    const { owner, name, page } = request.params;
    const rest = (request.params as Record<string, string>)[0];
    const own = page === 'merge_requests' ? 'pull' : page;
    if (pages.includes(own)) {
      response.redirect(address(owner, name, own, ...rest.split('/')));
    } else {
      next();
    }
  });
  return router;
}
