import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import githubModule from '@backstage/plugin-scaffolder-backend-module-github';
import request from 'supertest';
import { parse } from 'yaml';
import { findTemplates } from './cli/findTemplates';
import goldenPathsModule from './index';

const group = (name: string) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace: 'default' },
  spec: { type: 'team', children: [] },
});

async function startScaffolder() {
  const { server } = await startTestBackend({
    features: [
      scaffolderPlugin,
      githubModule,
      goldenPathsModule,
      catalogServiceMock.factory({
        entities: [
          group('checkout'),
          {
            ...group('taken'),
            kind: 'Component',
            spec: {
              type: 'service',
              owner: 'checkout',
              lifecycle: 'production',
            },
          },
        ],
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://portal.example' },
          backend: { baseUrl: 'http://localhost:0' },
          goldenPaths: { publish: { host: 'git.example', owner: 'acme' } },
          integrations: {
            github: [
              {
                host: 'git.example',
                token: 'x',
                apiBaseUrl: 'http://127.0.0.1:9',
              },
            ],
          },
        },
      }),
    ],
  });
  return server;
}

async function dryRun(
  server: Awaited<ReturnType<typeof startScaffolder>>,
  values: object,
) {
  const file = join(await findTemplates(), 'node-service', 'template.yaml');
  const template = parse(await readFile(file, 'utf8'));
  return request(server)
    .post('/api/scaffolder/v2/dry-run')
    .send({ template, values, secrets: {}, directoryContents: [] });
}

const decode = (base64: string) =>
  Buffer.from(base64, 'base64').toString('utf8');

describe('a dry run of node-service', () => {
  let server: Awaited<ReturnType<typeof startScaffolder>>;
  beforeAll(async () => {
    server = await startScaffolder();
  });

  it('composes the service, without a host to publish to', async () => {
    const description = 'Says "${{ secrets.X }}": yes\nand more';
    const { status, body } = await dryRun(server, {
      name: 'orders',
      owner: 'group:default/checkout',
      description,
    });
    expect(status).toBe(200);
    const files: { path: string; base64Content: string }[] =
      body.directoryContents;
    const manifest = files.find(({ path }) => path === 'package.json');
    expect(JSON.parse(decode(manifest?.base64Content ?? ''))).toMatchObject({
      name: 'orders',
      description,
    });
    const catalog = files.find(({ path }) => path === 'catalog-info.yaml');
    expect(decode(catalog?.base64Content ?? '')).toContain(
      'github.com/project-slug: acme/orders',
    );
    const log = body.log.map((entry: { body: { message: string } }) =>
      String(entry.body.message),
    );
    expect(log.join('\n')).toContain('orders is at L2 Stable');
  });

  it.each([
    [
      { name: 'taken' },
      'The name "taken" is taken: component:default/taken is in the catalog',
    ],
    [
      { owner: 'group:default/nobody' },
      'The owner group:default/nobody is not in the catalog',
    ],
    [{ name: 'null' }, '"name" must not be a word that YAML reads'],
  ])(
    'says what is wrong with %j before anything is made',
    async (values, message) => {
      const { status, body } = await dryRun(server, {
        name: 'orders',
        owner: 'group:default/checkout',
        ...values,
      });
      expect(JSON.stringify(body)).toContain(message.replace(/"/g, '\\"'));
      expect(status).toBeGreaterThanOrEqual(400);
    },
  );

  it('refuses a name in the form already', async () => {
    const { status, body } = await dryRun(server, {
      name: 'Orders!',
      owner: 'group:default/checkout',
    });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain('does not match pattern');
  });

  it('offers actions and filters that describe themselves', async () => {
    const { body } = await request(server).get('/api/scaffolder/v2/actions');
    const own = body.filter(({ id }: { id: string }) =>
      /^(?:golden-path|readiness):/.test(id),
    );
    expect(own.map(({ id }: { id: string }) => id).sort()).toEqual([
      'golden-path:adopt',
      'golden-path:cleanup',
      'golden-path:compose',
      'golden-path:drop-branch',
      'golden-path:fetch',
      'golden-path:free-branch',
      'golden-path:preflight',
      'golden-path:protect',
      'readiness:check',
      'readiness:compare',
    ]);
    for (const action of own) {
      expect(action.examples).not.toHaveLength(0);
    }
    const extensions = await request(server).get(
      '/api/scaffolder/v2/templating-extensions',
    );
    expect(extensions.body.filters).toHaveProperty('yaml.description');
  });
});
