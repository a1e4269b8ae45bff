import Router from 'express-promise-router';
import { readPage } from '../api/readPage';
import { defaultBranch } from '../git/defaultBranch';
import { resolveRef } from '../git/resolveRef';
import type { ForgeContext } from '../ForgeContext';
import { presentOwner, TOKEN_USER } from '../present/presentOwner';
import { Repository } from '../repositories/RepositoryStore';
import { GitlabNamespaces } from './GitlabNamespaces';
import { originOf, queryText, sendGitlabList } from './gitlabRequest';
import { presentProject } from './presentProject';

const PAGE = { usual: 20, maximum: 100 };
/** GitLab's numbers of the roles Guest and Owner. */
const GUEST = 10;
const OWNER = 50;

/** Groups, the user whose token it is, and what they may do. */
export function createNamespacesRouter(
  context: ForgeContext,
  namespaces: GitlabNamespaces,
) {
  const { git, store, closedOwners } = context;
  const router = Router();
  const user = (origin: string) => ({
    id: presentOwner(origin, TOKEN_USER).id,
    username: TOKEN_USER,
    name: TOKEN_USER,
    state: 'active',
    web_url: `${origin}/${TOKEN_USER}`,
  });

  router.get('/user', (request, response) => {
    response.json(user(originOf(request)));
  });

  router.get('/users', (request, response) => {
    const origin = originOf(request);
    const wanted = queryText(request, 'username').toLowerCase();
    response.json(wanted === TOKEN_USER ? [user(origin)] : []);
  });

  router.get('/personal_access_tokens/self', (_request, response) => {
    response.json({
      id: 1,
      name: 'forge',
      scopes: ['api'],
      active: true,
      revoked: false,
    });
  });

  router.get('/namespaces/:name', (request, response) => {
    response.json(namespaces.show(originOf(request), request.params.name));
  });

  router.get('/groups/:name', (request, response) => {
    const group = namespaces.show(originOf(request), request.params.name);
    response.json({
      ...group,
      visibility: 'private',
      parent_id: null,
      project_creation_level: 'developer',
    });
  });

  router.get('/groups/:name/members/all/:user', (request, response) => {
    const origin = originOf(request);
    const { full_path: owner } = namespaces.show(origin, request.params.name);
    const isClosed = closedOwners.has(owner.toLowerCase());
    response.json({
      ...user(origin),
      access_level: isClosed ? GUEST : OWNER,
    });
  });

  router.get(
    ['/groups/:name/projects', '/users/:name/projects'],
    async (request, response) => {
      const origin = originOf(request);
      const owner = namespaces.show(origin, request.params.name);
      const search = queryText(request, 'search').toLowerCase();
      const page = readPage(request, PAGE);
      const found = (await store.list(owner.full_path)).filter(({ state }) =>
        state.name.toLowerCase().includes(search),
      );
      const shown = await Promise.all(
        found.slice(page.skip, page.skip + page.limit).map(present),
      );
      sendGitlabList(response, origin, page, shown);

      async function present(repository: Repository) {
        const name = await defaultBranch(git, repository.gitDir);
        const tip = await resolveRef(
          git,
          repository.gitDir,
          `refs/heads/${name}`,
        );
        return presentProject(origin, repository, owner, {
          name,
          exists: tip !== undefined,
        });
      }
    },
  );

  return router;
}
