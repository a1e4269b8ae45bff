import {
  createServiceFactory,
  coreServices,
} from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { Knex } from 'knex';
import {
  groupEntity,
  healthy,
  serviceEntity,
  treeOf,
  unhealthy,
} from '../__testUtils__/acme';
import { startPortal } from '../__testUtils__/startPortal';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { TestRepositories } from '../__testUtils__/TestRepositories';
import { until } from '../__testUtils__/until';
import { DatabaseRollupStore } from './DatabaseRollupStore';

const user = 'user:default/dev';

/** Conditional reading, of which the catalog decides: here, by a list of names. */
function restrictedTo(names: string[], entities: Entity[]) {
  const catalog = catalogServiceMock({ entities });
  const mine = catalogServiceMock({
    entities: entities.filter(({ metadata }) => names.includes(metadata.name)),
  });
  const isUser = (options: any) =>
    options?.credentials?.principal?.type === 'user';
  return {
    permissions: createServiceFactory({
      service: coreServices.permissions,
      deps: {},
      factory: () => ({
        authorize: async requests =>
          requests.map(() => ({
            result: AuthorizeResult.ALLOW as AuthorizeResult.ALLOW,
          })),
        authorizeConditional: async requests =>
          requests.map(() => ({
            result: AuthorizeResult.CONDITIONAL as AuthorizeResult.CONDITIONAL,
            pluginId: 'catalog',
            resourceType: 'catalog-entity',
            conditions: {
              rule: 'IS_ENTITY_OWNER',
              resourceType: 'catalog-entity',
              params: {},
            },
          })),
      }),
    }),
    catalog: new Proxy(catalog, {
      get: (target, key: keyof typeof catalog) => {
        const method = target[key] as (...parameters: unknown[]) => unknown;
        if (typeof method !== 'function') return method;
        return (...parameters: unknown[]) =>
          isUser(parameters[1])
            ? (mine[key] as typeof method).apply(mine, parameters)
            : method.apply(target, parameters);
      },
    }),
  };
}

describe.each(databaseKinds())('on %s', (_kind, openDatabases) => {
  const databases = openDatabases();
  let knex: Knex;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  const shop = groupEntity('shop');
  shop.relations = [{ type: 'parentOf', targetRef: 'group:default/checkout' }];
  const entities = [
    shop,
    groupEntity('checkout'),
    groupEntity('platform'),
    serviceEntity('cart', { owner: 'group:default/checkout' }),
    serviceEntity('orders'),
    serviceEntity('search'),
    serviceEntity('gateway', { owner: 'group:default/platform' }),
    serviceEntity('ghost', { owner: 'group:default/platform' }),
  ];
  entities[3].metadata.tags = ['java', 'critical'];

  async function start(
    options: Partial<Parameters<typeof startPortal>[0]> = {},
  ) {
    const repositories = new TestRepositories();
    for (const name of ['cart', 'orders', 'gateway']) {
      repositories.push(treeOf(name), healthy);
    }
    repositories.push(treeOf('search'), unhealthy);
    knex = await databases.create();
    portal = await startPortal({ knex, repositories, entities, ...options });
    await until(
      async () =>
        (
          await knex('evaluations').whereIn('state', ['idle', 'failed'])
        ).length === 5,
    );
    await DatabaseRollupStore.create({ knex }).refresh(new Date());
  }
  afterEach(() => portal.backend.stop());

  const get = async (path: string) =>
    (await portal.as(user).get(path).expect(200)).body;
  const names = async (query: string) =>
    (await get(`/scorecards?${query}`)).items.map(
      ({ entityRef }: any) => entityRef.split('/')[1],
    );

  it('counts the fleet by level, owner, tag and check', async () => {
    await start();
    const { items } = await get('/rollups/levels?by=owner');
    expect(items).toEqual([
      {
        key: 'group:default/checkout',
        services: 1,
        blocked: 0,
        exempted: 0,
        levels: { none: 0, L1: 0, L2: 0, L3: 0, L4: 1, pending: 0 },
      },
      {
        key: 'group:default/platform',
        services: 2,
        blocked: 0,
        exempted: 0,
        levels: { none: 0, L1: 0, L2: 0, L3: 0, L4: 1, pending: 1 },
      },
      {
        key: 'group:default/shop',
        services: 2,
        blocked: 1,
        exempted: 0,
        levels: { none: 1, L1: 0, L2: 0, L3: 0, L4: 1, pending: 0 },
      },
    ]);
    const first = await get('/rollups/levels?by=owner&limit=2');
    const second = await get(
      `/rollups/levels?by=owner&limit=2&cursor=${first.nextCursor}`,
    );
    expect([...first.items, ...second.items]).toEqual(items);
    expect(second.nextCursor).toBeUndefined();
    const below = await get('/rollups/levels?by=owner&under=shop');
    expect(below.items.map(({ key }: any) => key)).toEqual([
      'group:default/checkout',
      'group:default/shop',
    ]);
    expect((await get('/rollups/levels?by=tag')).items).toHaveLength(2);

    const checks = await get('/rollups/checks');
    expect(checks.items[1]).toMatchObject({
      check: 'health-endpoint',
      area: 'health',
      level: 'L1',
      counts: { pass: 3, fail: 1 },
    });
    const failing = await get('/checks/health-endpoint/results?state=fail');
    expect(failing.items).toEqual([
      expect.objectContaining({
        entityRef: 'component:default/search',
        reason: 'There is no health endpoint.',
      }),
    ]);
    const trend = await get('/rollups/trend?by=all&days=2');
    expect(trend.items[0].levels.L4).toBe(0);
    expect(trend.items[1].levels).toMatchObject({ L4: 3, none: 1, pending: 1 });
    expect((await get('/rollups/movers')).items).toEqual([]);

    // Counted again, nothing differs and nothing is written.
    expect(await DatabaseRollupStore.create({ knex }).refresh(new Date())).toBe(
      0,
    );
  });

  it('filters and sorts the fleet', async () => {
    await start();
    expect(await names('sort=level')).toEqual([
      'search',
      'cart',
      'gateway',
      'orders',
    ]);
    const first = await get('/scorecards?sort=-level&limit=3');
    expect(first.items.map(({ level }: any) => level)).toEqual([
      'L4',
      'L4',
      'L4',
    ]);
    expect(
      await names(`sort=-level&limit=3&cursor=${first.nextCursor}`),
    ).toEqual(['search']);
    expect(await names('under=shop')).toEqual(['cart', 'orders', 'search']);
    expect(await names('owner=platform')).toEqual(['gateway', 'ghost']);
    expect(await names('tag=java')).toEqual(['cart']);
    expect(await names('blocked=true')).toEqual(['search']);
    expect(
      await names('type=service&lifecycle=production&level=L4'),
    ).toHaveLength(3);
  });

  it('shows whoever may not read a service nothing of it, anywhere', async () => {
    await start(restrictedTo(['cart', 'search'], entities));
    expect(await names('')).toEqual(['cart', 'search']);
    const all = await get('/rollups/levels?by=all');
    expect(all.items).toEqual([
      {
        key: '',
        services: 2,
        blocked: 1,
        exempted: 0,
        levels: { none: 1, L1: 0, L2: 0, L3: 0, L4: 1, pending: 0 },
      },
    ]);
    const owners = await get('/rollups/levels?by=owner');
    expect(owners.items.map(({ key }: any) => key)).toEqual([
      'group:default/checkout',
      'group:default/shop',
    ]);
    const checks = await get('/rollups/checks');
    expect(checks.items[1].counts).toMatchObject({ pass: 1, fail: 1 });
    const passing = await get('/checks/health-endpoint/results?state=pass');
    expect(passing.items).toHaveLength(1);
    const trend = await get('/rollups/trend?by=all&days=2');
    expect(trend.items.map(({ levels }: any) => levels)).toEqual([
      expect.objectContaining({ L4: 0, none: 0, pending: 2 }),
      expect.objectContaining({ L4: 1, none: 1, pending: 0 }),
    ]);
    await portal
      .as(user)
      .get('/scorecards/component/default/gateway')
      .expect(404);
    await portal
      .as(user)
      .post('/scorecards/component/default/gateway/evaluations')
      .expect(404);
  });
});
