import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { Answer, serveGitlab } from '../__testUtils__/serveGitlab';
import { GitlabHost } from './GitlabHost';

async function startGitlab(answers: Record<string, Answer[]>) {
  const gitlab = await serveGitlab(answers);
  return { ...gitlab, host: GitlabHost.create(gitlab) };
}

const path = 'projects/shop%2Fbackend%2Forders';
const user = { id: 7, username: 'portal' };
const mayCreate: Record<string, Answer[]> = {
  'GET namespaces/shop%2Fbackend': [{ body: { id: 1, kind: 'group' } }],
  'GET personal_access_tokens/self': [{ body: { scopes: ['api'] } }],
  'GET user': [{ body: user }],
  'GET groups/shop%2Fbackend': [
    { body: { project_creation_level: 'maintainer' } },
  ],
  'GET groups/shop%2Fbackend/members/all/7': [{ body: { access_level: 40 } }],
};

describe('the right to create', () => {
  it.each([
    ['a maintainer where maintainers may', {}],
    [
      'an administrator who is no member',
      {
        'GET user': [{ body: { ...user, is_admin: true } }],
        'GET groups/shop%2Fbackend/members/all/7': [{ status: 404 }],
      },
    ],
    [
      'a token that does not tell its scopes',
      { 'GET personal_access_tokens/self': [{ status: 401 }] },
    ],
  ])('is seen of %s', async (_what, change) => {
    const gitlab = await startGitlab({ ...mayCreate, ...change });
    await expect(gitlab.host.assertCanCreate()).resolves.toBeUndefined();
    gitlab.close();
  });

  it.each([
    [
      'no such group',
      { 'GET namespaces/shop%2Fbackend': [{ status: 404 }] },
      'There is no group or user "shop/backend"',
    ],
    [
      'a token that may only read',
      {
        'GET personal_access_tokens/self': [
          { body: { scopes: ['read_api', 'read_repository'] } },
        ],
      },
      'it lacks the scope "api"',
    ],
    [
      'a developer where maintainers may',
      {
        'GET groups/shop%2Fbackend/members/all/7': [
          { body: { access_level: 30 } },
        ],
      },
      'portal is less than maintainer in the group',
    ],
    [
      'nobody who is a member',
      { 'GET groups/shop%2Fbackend/members/all/7': [{ status: 404 }] },
      'portal is no member of the group',
    ],
    [
      'a group that lets nobody',
      {
        'GET groups/shop%2Fbackend': [
          { body: { project_creation_level: 'noone' } },
        ],
      },
      'the group lets nobody do that (noone)',
    ],
    [
      'the namespace of somebody else',
      { 'GET namespaces/shop%2Fbackend': [{ body: { id: 2, kind: 'user' } }] },
      'it belongs to portal',
    ],
    [
      'a token that expired',
      { 'GET namespaces/shop%2Fbackend': [{ status: 401 }] },
      "does not accept the portal's token",
    ],
    [
      'a server that is down',
      { 'GET namespaces/shop%2Fbackend': [{ status: 503 }] },
      'cannot be reached',
    ],
  ])('is missing for %s', async (_what, change, message) => {
    const gitlab = await startGitlab({ ...mayCreate, ...change });
    await expect(gitlab.host.assertCanCreate()).rejects.toThrow(message);
    gitlab.close();
  });
});

const project = {
  id: 5,
  web_url: 'https://gitlab.example/shop/backend/orders',
  description: 'Takes orders, see https://a.example https://portal.example/x',
  path_with_namespace: 'Shop/backend/orders',
};

it('takes the end of the description for the homepage, and an empty project for one without commits', async () => {
  const gitlab = await startGitlab({ [`GET ${path}`]: [{ body: project }] });
  expect(await gitlab.host.find()).toEqual({
    url: project.web_url,
    homepage: 'https://portal.example/x',
    commits: 0,
  });
  gitlab.close();
});

it('does not take a project for the wanted one that has moved away from its address', async () => {
  const moved = { ...project, path_with_namespace: 'shop/old-orders' };
  const gitlab = await startGitlab({ [`GET ${path}`]: [{ body: moved }] });
  expect(await gitlab.host.find()).toBeUndefined();
  await gitlab.host.delete();
  expect(gitlab.seen.filter(each => each.startsWith('DELETE'))).toEqual([]);
  gitlab.close();
});

it('deletes for good what GitLab would keep for some days under the name', async () => {
  const kept = {
    ...project,
    marked_for_deletion_on: '2026-01-08',
    path_with_namespace: 'shop/backend/orders-deletion_scheduled-5',
  };
  const permanently =
    'DELETE projects/5?permanently_remove=true&full_path=shop%2Fbackend%2Forders-deletion_scheduled-5';
  const gitlab = await startGitlab({
    [`GET ${path}`]: [{ body: project }],
    'DELETE projects/5': [{ status: 202 }],
    'GET projects/5': [{ body: kept }],
    [permanently]: [{ status: 202 }],
  });
  await gitlab.host.delete();
  expect(gitlab.seen.slice(-3)).toEqual([
    'DELETE projects/5',
    'GET projects/5',
    permanently,
  ]);
  gitlab.close();
});

describe('protecting a branch', () => {
  const rules = `POST ${path}/protected_branches?name=main&push_access_level=0&merge_access_level=30&allow_force_push=false`;

  it('replaces the rules that GitLab has set, also when they appear meanwhile', async () => {
    const gitlab = await startGitlab({
      [`DELETE ${path}/protected_branches/main`]: [
        { status: 404 },
        { status: 204 },
      ],
      [rules]: [{ status: 409 }, { status: 201 }],
    });
    await gitlab.host.protectBranch('main');
    expect(gitlab.seen).toHaveLength(4);
    gitlab.close();
  });

  it('says so when it cannot be done', async () => {
    const gitlab = await startGitlab({ [rules]: [{ status: 403 }] });
    await expect(gitlab.host.protectBranch('main')).rejects.toThrow(
      "does not let the portal's token do that in shop/backend/orders",
    );
    gitlab.close();
  });
});

it('needs a token of the portal or of the user', () => {
  const integrations = ScmIntegrations.fromConfig(new ConfigReader({}));
  const address = { host: 'gitlab.com', owner: 'acme', name: 'orders' };
  expect(() => GitlabHost.create({ integrations, address })).toThrow(
    'no token that may change projects in gitlab.com/acme',
  );
  const own = GitlabHost.create({ integrations, address, token: 'mine' });
  expect(own.kind).toBe('gitlab');
});
