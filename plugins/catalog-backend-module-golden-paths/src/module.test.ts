import { join } from 'node:path';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { schedulerServiceFactory } from '@backstage/backend-defaults/scheduler';
import {
  createMockDirectory,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import templateModel from '@backstage/plugin-catalog-backend-module-scaffolder-entity-model';
import request from 'supertest';
import goldenPathsModule from '.';

jest.setTimeout(60_000);

const folder = createMockDirectory();

function template(name: string, title = name): string {
  return `
apiVersion: scaffolder.backstage.io/v1beta3
kind: Template
metadata: { name: ${name}, title: ${title} }
spec:
  owner: group:platform
  type: service
  steps:
    - { id: log, name: Log, action: 'debug:log' }
`;
}

async function start(
  options: {
    url?: string;
    directory?: string;
    config?: { goldenPaths: object; integrations: object };
  } = {},
) {
  const logger = mockServices.logger.mock();
  logger.child.mockReturnValue(logger);
  const { server } = await startTestBackend({
    features: [
      catalogPlugin,
      templateModel,
      goldenPathsModule,
      logger.factory,
      schedulerServiceFactory,
      mockServices.rootConfig.factory({
        data: {
          ...options.config,
          catalog: { processingInterval: { seconds: 1 } },
          goldenPaths: {
            directory: options.directory ?? folder.path,
            url: options.url,
            schedule: {
              frequency: { seconds: 1 },
              timeout: { seconds: 10 },
            },
            ...options.config?.goldenPaths,
          },
        },
      }),
    ],
  });
  return {
    logger,
    async templates(): Promise<Entity[]> {
      const { body } = await request(server).get(
        '/api/catalog/entities?filter=kind=template&order=asc:metadata.name',
      );
      return body;
    },
  };
}

async function eventually<T>(
  ask: () => Promise<T>,
  expected: (answer: T) => void,
): Promise<void> {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    try {
      expected(answer);
      return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

const names = (entities: Entity[]) => entities.map(e => e.metadata.name);

describe('catalogModuleGoldenPaths', () => {
  beforeEach(() => folder.clear());

  it('registers the templates of the folder with the place that the scaffolder reads from', async () => {
    folder.setContent({
      'node-service': { 'template.yaml': template('node-service') },
      blocks: { runtime: { 'block.yaml': 'name: runtime' } },
    });
    const { templates } = await start();

    await eventually(templates, found =>
      expect(names(found)).toEqual(['node-service']),
    );
    const file = `file:${folder.resolve('node-service/template.yaml')}`;
    expect((await templates())[0].metadata.annotations).toMatchObject({
      'backstage.io/managed-by-location': file,
      'backstage.io/managed-by-origin-location': file,
    });
  });

  it('points to the Git host where the configuration names one', async () => {
    folder.setContent({ a: { 'template.yaml': template('a') } });
    const { templates } = await start({
      url: 'https://github.com/acme/paths/blob/main/templates/',
    });

    await eventually(templates, found => expect(found).toHaveLength(1));
    expect((await templates())[0].metadata.annotations).toMatchObject({
      'backstage.io/managed-by-location':
        'url:https://github.com/acme/paths/blob/main/templates/a/template.yaml',
      'backstage.io/view-url':
        'https://github.com/acme/paths/blob/main/templates/a/template.yaml',
    });
  });

  it('leaves out what is not a valid template, and says which and why', async () => {
    folder.setContent({
      good: { 'template.yaml': template('good') },
      'not-yaml': { 'template.yaml': 'kind: [Template' },
      'bad-name': { 'template.yaml': template('"no spaces allowed"') },
      'no-steps': {
        'template.yaml': template('x').replace(/ {2}steps[^]*/, ''),
      },
      component: {
        'template.yaml': template('y').replace('kind: Template', 'kind: Group'),
      },
      'same-name': { 'template.yaml': template('good') },
      huge: { 'template.yaml': `# ${'x'.repeat(600_000)}` },
    });
    const { templates, logger } = await start();

    await eventually(templates, found =>
      expect(names(found)).toEqual(['good']),
    );
    const warnings = logger.warn.mock.calls.map(([message]) => message);
    expect(warnings).toEqual([
      expect.stringMatching(/bad-name\/template.yaml .*metadata.name/),
      expect.stringMatching(/component\/template.yaml .*it is a Group/),
      expect.stringMatching(/huge\/template.yaml .*600002 bytes/),
      expect.stringMatching(/no-steps\/template.yaml .*steps/),
      expect.stringMatching(/not-yaml\/template.yaml .*not YAML/),
      expect.stringMatching(
        /same-name\/template.yaml .*good\/template.yaml has the same name/,
      ),
    ]);
  });

  it('offers the Git hosts of the portal where a path asks for a repository', async () => {
    const field = (allowedHosts: string) =>
      `{ title: R, type: string, ui:field: RepoUrlPicker, ui:options: { allowedHosts: ${allowedHosts} } }`;
    folder.setContent({
      a: {
        'template.yaml': `${template('a')}
  parameters:
    - properties: { repoUrl: ${field('[]')} }
    - properties: { place: { type: string, enum: [here, there] } }
      dependencies:
        place:
          oneOf:
            - properties: { place: { enum: [there] }, repoUrl: ${field('[]')} }
            - properties: { place: { enum: [here] }, repoUrl: ${field(
              '[git.only]',
            )} }
`,
      },
    });
    const { templates } = await start({
      config: {
        goldenPaths: { publish: { host: 'git.example', owner: 'acme' } },
        integrations: {
          github: [
            { token: 'a' },
            { host: 'git.example', apiBaseUrl: 'https://git.example/api' },
          ],
          gitlab: [
            {
              host: 'gitlab.example',
              apiBaseUrl: 'https://gitlab.example/api/v4',
            },
          ],
          azure: [{ host: 'dev.azure.com' }],
        },
      },
    });

    await eventually(templates, found => expect(found).toHaveLength(1));
    const parameters = (await templates())[0].spec?.parameters;
    const offered = [
      ...JSON.stringify(parameters).matchAll(/"allowedHosts":(\[[^\]]*\])/g),
    ].map(([, hosts]) => JSON.parse(hosts));
    const all = ['git.example', 'github.com', 'gitlab.example'];
    expect(offered).toEqual([all, all, ['git.only']]);
  });

  it('follows the folder: what is added, changed and removed', async () => {
    folder.setContent({ a: { 'template.yaml': template('a') } });
    const { templates } = await start();
    await eventually(templates, found => expect(names(found)).toEqual(['a']));

    await mkdir(join(folder.path, 'b'));
    await writeFile(join(folder.path, 'b/template.yaml'), template('b'));
    await writeFile(join(folder.path, 'a/template.yaml'), template('a', 'New'));
    await eventually(templates, found => {
      expect(names(found)).toEqual(['a', 'b']);
      expect(found[0].metadata.title).toBe('New');
    });

    await rm(join(folder.path, 'b'), { recursive: true });
    await eventually(templates, found => expect(names(found)).toEqual(['a']));
  });

  it('keeps what is registered while the folder cannot be read', async () => {
    folder.setContent({ paths: { a: { 'template.yaml': template('a') } } });
    const { templates, logger } = await start({
      directory: folder.resolve('paths'),
    });
    await eventually(templates, found => expect(names(found)).toEqual(['a']));

    await rm(folder.resolve('paths'), { recursive: true });
    await eventually(
      async () => logger.error.mock.calls.map(([message]) => message),
      messages =>
        expect(messages).toContainEqual(
          expect.stringMatching(/could not be read: .*ENOENT/),
        ),
    );
    expect(names(await templates())).toEqual(['a']);
  });
});
