import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { apiRoutes } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import {
  groupEntity,
  healthy,
  serviceEntity,
  treeOf,
  unhealthy,
} from '../__testUtils__/acme';
import { Ids, scorecard, secret } from '../__testUtils__/access/hiddenService';
import { readCases } from '../__testUtils__/access/readCases';
import { writeCases } from '../__testUtils__/access/writeCases';
import { rightsOf } from '../__testUtils__/rightsOf';
import { startPortal } from '../__testUtils__/startPortal';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { TestRepositories } from '../__testUtils__/TestRepositories';
import { until } from '../__testUtils__/until';
import { DatabaseRollupStore } from '../rollups/DatabaseRollupStore';

type RouteId = keyof typeof apiRoutes;
const idsOf = (method: 'get' | 'post') =>
  Object.values(apiRoutes)
    .filter(route => route.method === method)
    .map(({ id }) => id as RouteId)
    .sort();

const insider = 'user:default/insider';
const outsider = 'user:default/outsider';
const reader = 'user:default/reader';

/** Everything that belongs to what the outsider may not read goes by these names. */
const hidden = /manhattan|los-alamos|oppenheimer|classified/;

it('has a case for every route', () => {
  expect(Object.keys(readCases).sort()).toEqual(idsOf('get'));
  expect(Object.keys(writeCases).sort()).toEqual(idsOf('post'));
});

describe.each(databaseKinds())('on %s', (_kind, openDatabases) => {
  const databases = openDatabases();
  const registry = actionsRegistryServiceMock();
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  let ids: Ids;

  beforeAll(async () => {
    const repositories = new TestRepositories();
    repositories.push(treeOf('orders'), healthy);
    repositories.push(treeOf('manhattan'), healthy);
    const parent = groupEntity('oppenheimer', ['group:default/los-alamos']);
    const secretEntity = serviceEntity('manhattan', {
      owner: 'group:default/los-alamos',
    });
    secretEntity.metadata.tags = ['classified'];
    secretEntity.spec!.system = 'classified-system';
    const entities = [
      serviceEntity('orders'),
      secretEntity,
      // Its evaluation fails: there is no such repository.
      serviceEntity('manhattan-broken', { owner: 'group:default/los-alamos' }),
      groupEntity('shop'),
      groupEntity('los-alamos'),
      parent,
    ];
    const { permissions, catalog } = rightsOf(
      {
        [insider]: { reads: 'all', writes: true },
        [outsider]: { reads: ['orders', 'shop'], writes: true },
        [reader]: { reads: 'all', writes: false },
      },
      entities,
    );
    knex = await databases.create();
    portal = await startPortal({
      knex,
      repositories,
      entities,
      catalog,
      permissions,
      members: {
        [insider]: ['group:default/los-alamos'],
        [outsider]: ['group:default/shop', 'group:default/los-alamos'],
        [reader]: ['group:default/shop', 'group:default/los-alamos'],
      },
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
    const as = portal.as(insider);
    // It falls, so that it is among the movers.
    repositories.push(treeOf('manhattan'), unhealthy);
    await as.post(`${scorecard}/manhattan/evaluations`).expect(202);
    await until(async () => {
      const { body } = await as.get(`${scorecard}/manhattan`);
      return body.scorecard.results[0].state === 'fail';
    });
    const create = async (id: string) => {
      const { path, body } = writeCases[id];
      const answer = await as.post(path(ids), body?.(ids));
      expect([id, answer.status]).toEqual([
        id,
        apiRoutes[id as RouteId].answer.status,
      ]);
      return answer.body;
    };
    ids = {} as Ids;
    ids.review = (await create('openReview')).id;
    ids.exemption = (await create('requestExemption')).id;
    ids.attestation = (await create('attest')).id;
    const preview = await create('requestPreview');
    ids.preview = preview.id;
    ids.hash = preview.hash;
    await until(async () => {
      const { body } = await as.get(`/rubric/previews/${ids.preview}`);
      return body.state === 'done';
    });
    const at = new Date(Date.now() + 3_600_000).toISOString();
    const later = { hash: ids.hash, at };
    ids.activation = (await as.post('/rubric/activations', later)).body.id;
    await DatabaseRollupStore.create({ knex }).refresh(new Date());
  });
  afterAll(() => portal?.backend.stop());

  it('shows to the insider what the outsider must not see, so that the cases below say something', async () => {
    const as = portal.as(insider);
    for (const path of [
      '/scorecards',
      '/scorecards/export/csv',
      '/scorecards/export/json',
      '/reviews',
      '/exemptions',
      '/attestations',
      '/rollups/levels?by=owner',
      '/rollups/levels?by=tag',
      '/rollups/levels?by=system',
      '/rollups/movers',
      '/checks/health-endpoint/results',
      `/rubric/previews/${ids.preview}/changes`,
      '/operations/failures',
      `${scorecard}/manhattan`,
    ]) {
      const answer = await as.get(path).expect(200);
      expect([path, answer.text]).toEqual([
        path,
        expect.stringMatching(hidden),
      ]);
    }
  });

  const reads = idsOf('get').flatMap(id =>
    (readCases[id] ?? []).map(one => ({ id, ...one })),
  );
  it.each(reads)(
    'hides in $id what somebody may not read',
    async ({ path, status = 200, count, of }) => {
      const where = path(ids);
      const answer = await portal.as(outsider).get(where).buffer();
      // An answer may repeat what it was asked for.
      const leak = hidden.test(where)
        ? undefined
        : hidden.exec(answer.text)?.[0];
      const counted = count?.(answer.body);
      expect([where, answer.status, leak, counted]).toEqual([
        where,
        status,
        undefined,
        of,
      ]);
    },
  );

  it.each([`${scorecard}/manhattan`, `${scorecard}/manhattan/badge.svg`])(
    'answers for a hidden service at %s as for one that there is not',
    async path => {
      const as = portal.as(outsider);
      const refused = await as.get(path).expect(404);
      const missing = await as
        .get(path.replace('manhattan', 'nothing'))
        .expect(404);
      expect(refused.body.error.message.replace('manhattan', 'nothing')).toBe(
        missing.body.error.message,
      );
    },
  );

  it('hides it in actions', async () => {
    const invoke = (name: string, input: any) =>
      registry.invoke({
        id: `test:${name}`,
        input,
        credentials: mockCredentials.user(outsider),
      });
    const below = await invoke('list-services-below-level', { level: 'L4' });
    expect(JSON.stringify(below.output)).not.toMatch(hidden);
    await expect(
      invoke('get-scorecard', { entityRef: secret }),
    ).rejects.toThrow('There is no entity');
  });

  const writes = idsOf('post').map(id => ({ id, ...writeCases[id] }));
  it.each(writes)(
    'refuses $id without its permission, and puts it on record',
    async ({ path, body, event }) => {
      portal.audit.length = 0;
      const before = await rowsOf(knex);
      const { body: answer } = await portal
        .as(reader)
        .post(path(ids), body?.(ids))
        .expect(403);
      expect(answer.error.message).toMatch(/^The permission .* is missing$/);
      expect(portal.audit).toEqual([`${event} failed`]);
      expect(await rowsOf(knex)).toEqual(before);
    },
  );

  it.each(writes.filter(({ ofService }) => ofService))(
    'knows nothing in $id of a service that somebody may not read',
    async ({ path, body, event }) => {
      portal.audit.length = 0;
      const before = await rowsOf(knex);
      await portal.as(outsider).post(path(ids), body?.(ids)).expect(404);
      expect(portal.audit).toEqual([`${event} failed`]);
      expect(await rowsOf(knex)).toEqual(before);
    },
  );
});

/** How much is stored of what people write. */
async function rowsOf(knex: Knex) {
  const tables = [
    'reviews',
    'review_events',
    'claims',
    'claim_events',
    'external_facts',
    'rubric_previews',
    'rubric_activations',
  ];
  return Promise.all(
    tables.map(async table => {
      const [{ count }] = await knex(table).count({ count: '*' });
      return [table, Number(count)];
    }),
  );
}
