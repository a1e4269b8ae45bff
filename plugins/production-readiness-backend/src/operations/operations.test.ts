import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import {
  ExportClient,
  FactsClient,
  OperationsClient,
  RubricPreviewClient,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { readFileSync } from 'node:fs';
import {
  groupEntity,
  healthy,
  serviceEntity,
  treeOf,
  unhealthy,
} from '../__testUtils__/acme';
import { startPortal, testRubric } from '../__testUtils__/startPortal';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { TestRepositories } from '../__testUtils__/TestRepositories';
import { until } from '../__testUtils__/until';

const dev = 'user:default/dev';

describe.each(databaseKinds())('on %s', (_kind, openDatabases) => {
  const databases = openDatabases();
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  const registry = actionsRegistryServiceMock();

  beforeEach(async () => {
    const repositories = new TestRepositories();
    repositories.push(treeOf('orders'), healthy);
    repositories.push(treeOf('search'), unhealthy);
    knex = await databases.create();
    registry.actions.clear();
    portal = await startPortal({
      knex,
      repositories,
      entities: [
        groupEntity('shop'),
        groupEntity('platform'),
        serviceEntity('orders'),
        serviceEntity('search', { owner: 'group:default/-cmd' }),
        serviceEntity('ghost'),
      ],
      members: { [dev]: ['group:default/shop'] },
      features: [
        createServiceFactory({
          service: actionsRegistryServiceRef,
          deps: {},
          factory: () => registry,
        }),
      ],
    });
    await until(
      async () =>
        (
          await knex('evaluations').whereIn('state', ['idle', 'failed'])
        ).length === 3,
    );
  });
  afterEach(() => portal.backend.stop());

  it('tells operators what waits and what fails', async () => {
    const as = portal.as(dev);
    const health = (await as.get('/operations/health').expect(200)).body;
    expect(health).toMatchObject({
      services: 3,
      queued: 0,
      running: 0,
      failed: 1,
      givenUp: 0,
      lastEvaluatedAt: expect.any(String),
    });
    const { body } = await as.get('/operations/failures');
    expect(body.items).toEqual([
      expect.objectContaining({
        entityRef: 'component:default/ghost',
        attempts: 1,
        error: expect.stringContaining('was not found'),
      }),
    ]);
    await knex('evaluations').where('state', 'failed').update({ attempts: 5 });
    expect((await as.get('/operations/health')).body.givenUp).toBe(1);
  });

  it('exports the fleet as CSV and a level as a badge', async () => {
    const as = portal.as(dev);
    const csv = await as.get('/scorecards/export/csv?sort=-level').expect(200);
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = csv.text.trim().split('\r\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(
      /^component:default\/orders,group:default\/shop,L4,0,,3,0,/,
    );
    expect(lines[2]).toContain('health-endpoint');
    const badge = await as
      .get('/scorecards/component/default/search/badge.svg')
      .buffer()
      .expect(200);
    expect(badge.headers['content-type']).toContain('image/svg+xml');
    expect(String(badge.text ?? badge.body)).toContain('readiness: below L1');
    await as.get('/scorecards/component/default/none/badge.svg').expect(404);
  });

  it('answers the clients of the common package', async () => {
    const authorization = mockCredentials.user.header(dev);
    const options = {
      discoveryApi: {
        getBaseUrl: async (pluginId: string) =>
          `http://localhost:${portal.backend.server.port()}/api/${pluginId}`,
      },
      fetchApi: {
        fetch: (url: Parameters<typeof fetch>[0], init?: RequestInit) =>
          fetch(url, { ...init, headers: { ...init?.headers, authorization } }),
      },
    };
    const exports = new ExportClient(options);
    const services = await exports.exportServices();
    expect(services.map(({ entityRef }) => entityRef)).toEqual([
      'component:default/ghost',
      'component:default/orders',
      'component:default/search',
    ]);
    expect(await exports.exportServices({ level: 'L1' })).toEqual([]);
    expect(await exports.exportServicesAsCsv({ level: 'L4' })).toContain(
      'component:default/orders',
    );
    const sarif: any = await exports.getSarif('component:default/search');
    expect(sarif.runs[0]).toMatchObject({
      properties: { service: 'search', level: null },
      tool: { driver: { rules: expect.arrayContaining([expect.anything()]) } },
      results: [
        {
          ruleId: 'health-endpoint',
          level: 'error',
          message: {
            text: 'A health endpoint: There is no health endpoint. Add one.',
          },
        },
        { ruleId: 'owner-declared' },
      ],
    });
    await expect(exports.getSarif('component:default/ghost')).rejects.toThrow(
      '409 Conflict',
    );
    expect(await exports.getBadge('component:default/orders')).toMatch(/^<svg/);

    const operations = new OperationsClient(options);
    expect(await operations.getHealth()).toMatchObject({ services: 3 });
    expect((await operations.listFailures({ limit: 1 })).items).toHaveLength(1);
    expect(await operations.getOpenApi()).toMatchObject({ openapi: '3.1.0' });

    const pushed = await new FactsClient(options).pushFacts(
      'component:default/search',
      { origin: 'ci', validForDays: 1, collections: { scans: [] } },
    );
    expect(Date.parse(pushed.expiresAt)).toBeGreaterThan(Date.now());
    const rubrics = new RubricPreviewClient(options);
    expect((await rubrics.listActivations()).items).toEqual([
      expect.objectContaining({ source: 'configuration', state: 'in-force' }),
    ]);
  });

  it('offers itself to the scaffolder and to MCP clients', async () => {
    const invoke = (name: string, input: any, user = dev) =>
      registry.invoke({
        id: `test:${name}`,
        input,
        credentials: mockCredentials.user(user),
      });
    const entityRef = 'component:default/search';
    const { output } = await invoke('get-scorecard', { entityRef });
    expect(output).toMatchObject({
      scorecard: { nextSteps: [{ id: 'health-endpoint' }, expect.anything()] },
    });
    const below = await invoke('list-services-below-level', { level: 'L2' });
    expect(below.output).toMatchObject({ items: [{ entityRef }] });
    const check = await invoke('explain-readiness-check', {
      check: 'described',
    });
    expect(check.output).toMatchObject({ title: 'A readme' });
    const exemption = await invoke('request-exemption', {
      entityRef: 'component:default/orders',
      check: 'described',
      reason: 'Later',
      compensatingControl: 'Asking',
      days: 10,
    });
    expect(exemption.output).toMatchObject({ state: 'requested' });
    const review = await invoke('open-readiness-review', {
      entityRef: 'component:default/orders',
      trigger: 'team-handoff',
      receivingTeam: 'platform',
    });
    expect(review.output).toMatchObject({ signable: ['giving'] });
    const preview = await invoke('preview-readiness-rubric', {
      files: [{ file: 'rubric.yaml', text: readFileSync(testRubric, 'utf8') }],
    });
    expect(preview.output).toMatchObject({ requestedBy: dev });
    await expect(
      invoke('get-scorecard', { entityRef: 'component:default/none' }),
    ).rejects.toThrow('There is no entity');
    await expect(
      invoke(
        'open-readiness-review',
        {
          entityRef: 'component:default/orders',
          trigger: 'team-handoff',
          receivingTeam: 'platform',
        },
        'user:default/stranger',
      ),
    ).rejects.toThrow('Only members of');
    expect(portal.audit).toEqual([
      'exemption-request succeeded',
      'review-open succeeded',
      'rubric-preview succeeded',
      'review-open failed',
    ]);
  });
});
