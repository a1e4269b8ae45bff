import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { listRepository } from './listRepository';

/** Answers by path and query; anything else is not found. */
let answers: Record<string, { body: unknown; next?: string; status?: number }>;
let asked: { url?: string; authorization?: string; token?: string }[];
let server: Server;
let host: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const { authorization } = request.headers;
    const token = request.headers['private-token'] as string | undefined;
    asked.push({ url: request.url, authorization, token });
    const answer = answers[request.url ?? ''];
    response.writeHead(answer ? answer.status ?? 200 : 404, {
      'content-type': 'application/json',
      ...(answer?.next && { 'x-next-page': answer.next }),
    });
    response.end(JSON.stringify(answer?.body ?? { message: 'Not Found' }));
  });
  await new Promise<void>(done => {
    server.listen(0, '127.0.0.1', done);
  });
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
  answers = {};
});

function list(kind: 'github' | 'gitlab') {
  const config = {
    host,
    token: 'of-the-portal',
    apiBaseUrl: `http://${host}/api`,
    baseUrl: `http://${host}`,
  };
  return listRepository({
    repoUrl: `${host}?owner=acme&repo=orders`,
    integrations: ScmIntegrations.fromConfig(
      new ConfigReader({ integrations: { [kind]: [config] } }),
    ),
  });
}

const project = '/api/projects/acme%2Forders';
const page = (number: number) =>
  `${project}/repository/tree?ref=trunk&recursive=true&per_page=100&page=${number}`;

it('reads every page of what GitLab lists, with the token of the integration', async () => {
  answers = {
    [project]: { body: { default_branch: 'trunk' } },
    [page(1)]: {
      body: [
        { path: 'docs', mode: '040000' },
        { path: 'docs/a.md', mode: '100644' },
      ],
      next: '2',
    },
    [page(2)]: {
      body: [
        { path: 'vendor', mode: '160000' },
        { path: 'link', mode: '120000' },
      ],
    },
  };
  expect(await list('gitlab')).toEqual({
    host: 'gitlab',
    url: `http://${host}/acme/orders`,
    branch: 'trunk',
    entries: [
      { path: 'docs', kind: 'folder' },
      { path: 'docs/a.md', kind: 'file' },
      { path: 'vendor', kind: 'submodule' },
      { path: 'link', kind: 'link' },
    ],
  });
  for (const { authorization, token } of asked) {
    expect(`${authorization} ${token}`).toContain('of-the-portal');
  }
});

it('stops at a listing without an end', async () => {
  answers = { [project]: { body: { default_branch: 'trunk' } } };
  for (let number = 1; number <= 501; number++) {
    answers[page(number)] = { body: [], next: String(number + 1) };
  }
  await expect(list('gitlab')).rejects.toThrow('files and folders');
  expect(asked).toHaveLength(501);
});

it.each([
  [
    { default_branch: 'main' },
    { truncated: true, tree: [] },
    'files and folders',
  ],
  [
    { default_branch: 'main' },
    { tree: 'none' },
    'something else than it documents',
  ],
  [{ default_branch: 'main' }, undefined, '404'],
])('refuses what GitHub cannot list: %#', async (repository, tree, says) => {
  answers = {
    '/api/repos/acme/orders': { body: repository },
    ...(tree && {
      '/api/repos/acme/orders/git/trees/main?recursive=1': { body: tree },
    }),
  };
  await expect(list('github')).rejects.toThrow(says);
});

it.each(['github', 'gitlab'] as const)(
  'says that there is no such repository on %s',
  async kind => {
    await expect(list(kind)).rejects.toThrow(
      `There is no repository http://${host}/acme/orders`,
    );
  },
);

it.each([
  ['github', '/api/repos/acme/orders', { default_branch: 'main' }],
  ['gitlab', project, { default_branch: null }],
] as const)(
  'says that a repository on %s is empty',
  async (kind, path, body) => {
    answers = {
      [path]: { body },
      '/api/repos/acme/orders/git/trees/main?recursive=1': {
        body: { message: 'Git Repository is empty.' },
        status: 409,
      },
    };
    await expect(list(kind)).rejects.toThrow('is empty: there is nothing');
  },
);
