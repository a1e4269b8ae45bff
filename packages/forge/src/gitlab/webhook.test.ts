import {
  BackendFeature,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import eventsPlugin from '@backstage/plugin-events-backend';
import {
  EventParams,
  eventsServiceFactory,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  callApi,
  createTestForge,
  TEST_TOKEN,
} from '../__testUtils__/createTestForge';
import { runGit } from '../__testUtils__/runGit';
import { until } from '../__testUtils__/until';

// The module's own entry point loads these two with import(), which Jest cannot do.
const [gitlabWebhook, gitlabRouter] = ['Webhook', 'EventRouter'].map(name => {
  const manifest =
    '@backstage/plugin-events-backend-module-gitlab/package.json';
  return require(join(
    dirname(require.resolve(manifest)),
    `dist/service/eventsModuleGitlab${name}.cjs.js`,
  )).default as BackendFeature;
});

const SECRET = 'webhook-secret';

jest.setTimeout(60_000);

it("tells Backstage's GitLab module of pushes to its own projects, and of no others", async () => {
  const events: EventParams[] = [];
  const listener = createBackendPlugin({
    pluginId: 'listener',
    register(env) {
      env.registerInit({
        deps: { service: eventsServiceRef },
        async init({ service }) {
          await service.subscribe({
            id: 'listener',
            topics: ['gitlab.push', 'gitlab.tag_push'],
            onEvent: async params => {
              events.push(params);
            },
          });
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      eventsPlugin,
      gitlabWebhook,
      gitlabRouter,
      listener,
      eventsServiceFactory,
      mockServices.rootConfig.factory({
        data: {
          // Its long polls would hold up the end of the test.
          events: {
            useEventBus: 'never',
            modules: { gitlab: { webhookSecret: SECRET } },
          },
        },
      }),
    ],
  });
  const url = `http://localhost:${backend.server.port()}/api/events/http/gitlab`;
  const forge = await createTestForge({
    gitlabWebhook: { url, secret: SECRET },
  });
  const folder = await mkdtemp(join(tmpdir(), 'git-'));
  try {
    const origin = `http://127.0.0.1:${forge.port}`;
    const headers = {
      'private-token': TEST_TOKEN,
      'content-type': 'application/json',
    };
    const group = await fetch(`${origin}/api/v4/namespaces/acme`, { headers });
    const created = await fetch(`${origin}/api/v4/projects`, {
      method: 'POST',
      headers,
      body: JSON.stringify({
        path: 'shop',
        namespace_id: (await group.json()).id,
      }),
    });
    const project = await created.json();
    await callApi(forge, 'POST', '/orgs/acme/repos', {
      name: 'other',
      auto_init: true,
    });
    await callApi(forge, 'PUT', '/repos/acme/other/contents/a.txt', {
      message: 'On the other API',
      content: 'YQ==',
    });

    await runGit(folder, 'init', '--quiet', '-b', 'main');
    await writeFile(join(folder, 'a.txt'), '1');
    await runGit(folder, 'add', '--all');
    await runGit(folder, 'commit', '--quiet', '-m', 'First\n\nWith a body');
    const remote = `${origin}/acme/shop.git`;
    const pushUrl = remote.replace('//', `//oauth2:${TEST_TOKEN}@`);
    await runGit(folder, 'push', '--quiet', pushUrl, 'main');
    const pushed = await runGit(folder, 'rev-parse', 'HEAD');

    const [event] = await until(() => events, { length: 1 });
    expect(event.metadata).toMatchObject({ 'x-gitlab-event': 'Push Hook' });
    expect(event.eventPayload).toMatchObject({
      object_kind: 'push',
      ref: 'refs/heads/main',
      before: '0'.repeat(40),
      after: pushed,
      checkout_sha: pushed,
      project_id: project.id,
      project: {
        web_url: `${origin}/acme/shop`,
        git_http_url: remote,
        path_with_namespace: 'acme/shop',
        default_branch: 'main',
      },
      total_commits_count: 1,
      commits: [
        {
          id: pushed,
          title: 'First',
          message: 'First\n\nWith a body',
          url: `${origin}/acme/shop/-/commit/${pushed}`,
          author: { name: 'Dana', email: 'dana@example.com' },
          added: ['a.txt'],
          modified: [],
          removed: [],
        },
      ],
    });
    expect(events).toHaveLength(1);

    await runGit(folder, 'tag', 'v1');
    await runGit(folder, 'push', '--quiet', pushUrl, 'v1');
    const [, tagged] = await until(() => events, { length: 2 });
    expect(tagged).toMatchObject({
      topic: 'gitlab.tag_push',
      metadata: { 'x-gitlab-event': 'Tag Push Hook' },
      eventPayload: { ref: 'refs/tags/v1', commits: [] },
    });
  } finally {
    await forge.dispose();
    await backend.stop();
    await rm(folder, { recursive: true, force: true });
  }
});
