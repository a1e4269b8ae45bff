import {
  BackendFeature,
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import eventsPlugin from '@backstage/plugin-events-backend';
import {
  EventParams,
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  callApi,
  createTestForge,
  TEST_TOKEN,
} from './__testUtils__/createTestForge';
import { runGit } from './__testUtils__/runGit';
import { until } from './__testUtils__/until';

// The module's own entry point loads these two with import(), which Jest cannot do.
const [githubWebhook, githubRouter] = ['Webhook', 'EventRouter'].map(name => {
  const manifest =
    '@backstage/plugin-events-backend-module-github/package.json';
  return require(join(
    dirname(require.resolve(manifest)),
    `dist/service/eventsModuleGithub${name}.cjs.js`,
  )).default as BackendFeature;
});

const SECRET = 'webhook-secret';

type GithubPush = {
  ref: string;
  before: string;
  after: string;
  commits: object[];
  repository: { full_name: string };
};

describe('webhooks', () => {
  let backend: TestBackend;
  let events: EventParams[];

  beforeAll(async () => {
    events = [];
    const listener = createBackendPlugin({
      pluginId: 'listener',
      register(env) {
        env.registerInit({
          deps: { service: eventsServiceRef, http: coreServices.httpRouter },
          async init({ service }) {
            await service.subscribe({
              id: 'listener',
              topics: ['github.push', 'github.repository'],
              onEvent: async params => {
                events.push(params);
              },
            });
          },
        });
      },
    });
    backend = await startTestBackend({
      features: [
        eventsPlugin,
        githubWebhook,
        githubRouter,
        listener,
        eventsServiceFactory,
        mockServices.rootConfig.factory({
          data: {
            // Its long polls would hold up the end of the test.
            events: {
              useEventBus: 'never',
              modules: { github: { webhookSecret: SECRET } },
            },
          },
        }),
      ],
    });
  });
  afterAll(() => backend.stop());

  const address = () =>
    `http://localhost:${backend.server.port()}/api/events/http/github`;
  const named = (topic: string, name: string) =>
    events.filter(
      event =>
        event.topic === topic &&
        (event.eventPayload as GithubPush).repository.full_name ===
          `acme/${name}`,
    );

  it('tells Backstage of pushes, commits through the API and merges, signed as GitHub signs', async () => {
    const forge = await createTestForge({
      webhook: { url: address(), secret: SECRET },
    });
    const folder = await mkdtemp(join(tmpdir(), 'git-'));
    try {
      const seeded = await forge.seed({
        owner: 'acme',
        name: 'shop',
        commits: [{ message: 'First', files: { 'a.txt': '1', 'b.txt': '1' } }],
      });
      await runGit(
        folder,
        'clone',
        '--quiet',
        `http://x:${TEST_TOKEN}@localhost:${forge.port}/acme/shop.git`,
        '.',
      );
      await writeFile(join(folder, 'a.txt'), '2');
      await writeFile(join(folder, 'c d.txt'), 'new');
      await rm(join(folder, 'b.txt'));
      await runGit(folder, 'add', '--all');
      await runGit(folder, 'commit', '--quiet', '-m', 'Second\n\nWith a body');
      await runGit(folder, 'push', '--quiet', 'origin', 'HEAD:main');
      const pushed = await runGit(folder, 'rev-parse', 'HEAD');

      const [push] = await until(() => named('github.push', 'shop'), {
        length: 1,
      });
      expect(push.metadata).toMatchObject({
        'x-github-event': 'push',
        'x-github-delivery': expect.any(String),
      });
      const url = `http://localhost:${forge.port}`;
      expect(push.eventPayload).toMatchObject({
        ref: 'refs/heads/main',
        before: seeded.commit,
        after: pushed,
        forced: false,
        repository: {
          name: 'shop',
          owner: { login: 'acme' },
          html_url: `${url}/acme/shop`,
          clone_url: `${url}/acme/shop.git`,
          default_branch: 'main',
        },
        commits: [
          {
            id: pushed,
            message: 'Second\n\nWith a body',
            url: `${url}/acme/shop/commit/${pushed}`,
            added: ['c d.txt'],
            modified: ['a.txt'],
            removed: ['b.txt'],
          },
        ],
        head_commit: { id: pushed },
      });

      const ref = { ref: 'refs/heads/feature', sha: pushed };
      expect(
        (await callApi(forge, 'POST', '/repos/acme/shop/git/refs', ref)).status,
      ).toBe(201);
      const content = { message: 'Third', content: 'bmV3', branch: 'feature' };
      expect(
        (
          await callApi(
            forge,
            'PUT',
            '/repos/acme/shop/contents/x/y.txt',
            content,
          )
        ).status,
      ).toBe(201);
      await callApi(forge, 'POST', '/repos/acme/shop/pulls', {
        title: 'Add y',
        head: 'feature',
        base: 'main',
      });
      expect(
        (await callApi(forge, 'PUT', '/repos/acme/shop/pulls/1/merge', {}))
          .status,
      ).toBe(200);
      const payloads = (
        await until(() => named('github.push', 'shop'), { length: 4 })
      )
        .map(event => event.eventPayload as GithubPush)
        .map(payload => [
          payload.ref,
          payload.before === '0'.repeat(40),
          payload.commits.length,
        ]);
      // They are sent one by one, but not awaited, so that they may overtake each other.
      expect(payloads).toHaveLength(4);
      expect(payloads.sort()).toEqual([
        ['refs/heads/feature', false, 1],
        ['refs/heads/feature', true, 0],
        ['refs/heads/main', false, 1],
        ['refs/heads/main', false, 1],
      ]);
    } finally {
      await rm(folder, { recursive: true, force: true });
      await forge.dispose();
    }
  });

  it('tells of repositories that are created and deleted', async () => {
    const forge = await createTestForge({
      webhook: { url: address(), secret: SECRET },
    });
    try {
      await callApi(forge, 'POST', '/orgs/acme/repos', { name: 'brief' });
      await callApi(forge, 'DELETE', '/repos/acme/brief');
      const received = await until(() => named('github.repository', 'brief'), {
        length: 2,
      });
      const actions = received.map(
        event => (event.eventPayload as { action: string }).action,
      );
      expect(actions.sort()).toEqual(['created', 'deleted']);
    } finally {
      await forge.dispose();
    }
  });

  it('does not fail a push when the receiver refuses, and says so in the log', async () => {
    const warn = jest.fn();
    const logger = { info() {}, error() {}, warn };
    const forge = await createTestForge({
      webhook: { url: address(), secret: 'another secret' },
      logger,
    });
    try {
      await callApi(forge, 'POST', '/orgs/acme/repos', { name: 'refused' });
      const put = { message: 'First', content: 'bmV3' };
      expect(
        (await callApi(forge, 'PUT', '/repos/acme/refused/contents/a', put))
          .status,
      ).toBe(201);
      await until(() => warn.mock.calls, { length: 2 });
      expect(warn.mock.calls[0]).toEqual([
        'A webhook was not delivered',
        expect.objectContaining({ problem: 'status 403' }),
      ]);
      expect(JSON.stringify(warn.mock.calls)).not.toContain('another secret');
      expect(named('github.push', 'refused')).toEqual([]);
    } finally {
      await forge.dispose();
    }
  });

  it('tries again, and serves the webhooks of one repository in the form that they asked for', async () => {
    const received: string[] = [];
    const receiver = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) body += chunk;
      received.push(`${request.headers['x-github-event']} ${body.slice(0, 8)}`);
      response.statusCode = received.length < 2 ? 503 : 204;
      response.end();
    }).listen(0, '127.0.0.1');
    const forge = await createTestForge();
    try {
      await forge.seed({
        owner: 'acme',
        name: 'own',
        commits: [{ message: 'First', files: { a: '1' } }],
      });
      const url = `http://127.0.0.1:${
        (receiver.address() as AddressInfo).port
      }/`;
      const hook = await callApi(forge, 'POST', '/repos/acme/own/hooks', {
        config: { url, content_type: 'form' },
      });
      expect(hook.status).toBe(201);
      await until(() => received, { length: 2 });
      await callApi(forge, 'PUT', '/repos/acme/own/contents/b', {
        message: 'Second',
        content: 'bmV3',
      });
      await until(() => received, { length: 3 });
      expect(received).toEqual([
        'ping payload=',
        'ping payload=',
        'push payload=',
      ]);
    } finally {
      await forge.dispose();
      receiver.close();
    }
  });
});
