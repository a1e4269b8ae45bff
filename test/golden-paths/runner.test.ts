import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import githubModule from '@backstage/plugin-scaffolder-backend-module-github';
import goldenPathsModule, {
  compose,
  TemplateLibrary,
} from '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';
import request from 'supertest';
import { parse } from 'yaml';
import {
  ComposedService,
  composeCombinations,
} from './matrix/composeCombinations';
import { memoryDatabases } from './support/memoryDatabases';

jest.setTimeout(600_000);

const templates = resolve(__dirname, '../../templates');
const host = 'github.com';

// All of them take minutes: `npm run test:golden-paths` asks for them.
const thorough = process.env.GOLDENPATH_THOROUGH === '1';

const group = (name: string, namespace = 'default') => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name, namespace },
  spec: { type: 'team', children: [] },
});

const databases = memoryDatabases();
let library: TemplateLibrary;
let server: Awaited<ReturnType<typeof startTestBackend>>['server'];
beforeAll(async () => {
  library = await TemplateLibrary.fromDirectory(templates);
  ({ server } = await startTestBackend({
    features: [
      databases.service,
      scaffolderPlugin,
      githubModule,
      goldenPathsModule,
      catalogServiceMock.factory({
        entities: [group('checkout'), group('a.team_of-people', 'platform')],
      }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://portal.example' },
          backend: { baseUrl: 'http://localhost:0' },
          goldenPaths: {
            directory: templates,
            publish: { host, owner: 'acme' },
          },
          integrations: { github: [{ host, token: 'x' }] },
        },
      }),
    ],
  }));
});

afterAll(() => databases.release());

const pathNames = [
  'aws-platform',
  'node-service',
  'node-worker',
  'python-service',
];

it('knows every path', () => {
  // What adopts a repository is tried on repositories: adopt.test.ts.
  const making = library.paths.filter(({ adopts }) => !adopts);
  expect(making.map(({ name }) => name)).toEqual(pathNames);
});

it.each(pathNames)(
  'renders %s through the scaffolder to the byte as the composer does',
  async path => {
    const everything = JSON.parse(
      readFileSync(join(__dirname, `${path}-everything.values.json`), 'utf8'),
    );
    const { services } = composeCombinations(library, path, everything);
    for (const service of thorough ? services : services.slice(0, 3)) {
      expect(await run(service)).toEqual(expected(service));
    }
  },
);

function expected({ path, answers }: ComposedService) {
  const query = new URLSearchParams({
    owner: 'acme',
    repo: String(answers.name),
  });
  const repoUrl =
    answers.repositoryPlace === 'chosen' && answers.repoUrl
      ? answers.repoUrl
      : `${host}?${query}`;
  const { files } = compose({
    library,
    path,
    answers: { ...answers, repoUrl },
  });
  return Object.fromEntries(
    files.map(file => [file.path, file.contents.toString('base64')]),
  );
}

async function run({ path, label, answers }: ComposedService) {
  const file = join(templates, path, 'template.yaml');
  const template = parse(readFileSync(file, 'utf8'));
  // What is generated is looked at here; how ready each combination is, is another question.
  template.spec.steps = template.spec.steps.filter(
    ({ action }: { action: string }) => action !== 'readiness:check',
  );
  const { status, body } = await request(server)
    .post('/api/scaffolder/v2/dry-run')
    .send({
      template,
      values: answers,
      secrets: {},
      directoryContents: [],
    });
  if (status !== 200) {
    throw new Error(`${label}: ${JSON.stringify(body)}`);
  }
  return Object.fromEntries(
    body.directoryContents.map(
      (entry: { path: string; base64Content: string }) => [
        entry.path,
        entry.base64Content,
      ],
    ),
  );
}
