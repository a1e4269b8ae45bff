import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Knex } from 'knex';
import supertest from 'supertest';
import {
  groupEntity,
  healthy,
  serviceEntity,
  treeOf,
  unhealthy,
} from './__testUtils__/acme';
import { PortalOptions, startPortal } from './__testUtils__/startPortal';
import { databaseKinds } from './__testUtils__/testDatabases';
import { TestRepositories } from './__testUtils__/TestRepositories';
import { until } from './__testUtils__/until';

const orders = '/scorecards/component/default/orders';
const dev = 'user:default/dev';
const members = { [dev]: ['group:default/shop'] };

describe.each(databaseKinds())('on %s', (_kind, open) => {
  const databases = open();

  let knex: Knex;
  let repositories: TestRepositories;
  const started: Array<{ stop(): Promise<void> }> = [];

  beforeEach(async () => {
    knex = await databases.create();
    repositories = new TestRepositories();
    repositories.push(treeOf('orders'), healthy);
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map(backend => backend.stop()));
  });

  async function start(options: Partial<PortalOptions> = {}) {
    const portal = await startPortal({
      knex,
      repositories,
      members,
      entities: [serviceEntity('orders'), groupEntity('shop')],
      ...options,
    });
    started.push(portal.backend);
    return portal;
  }

  type Portal = Awaited<ReturnType<typeof start>>;

  function scorecardWhen(
    { as }: Portal,
    path: string,
    holds: (body: any) => unknown,
  ) {
    return until(async () => {
      const { body } = await as(dev).get(path);
      return holds(body) ? body : undefined;
    });
  }

  it('scores a service of the catalog by itself, with evidence at the commit', async () => {
    const portal = await start();
    // A moment passes between storing a scorecard and settling its evaluation.
    const stored = await scorecardWhen(
      portal,
      orders,
      body => body.scorecard && body.evaluation.state === 'idle',
    );
    const commit = repositories.commitOf(treeOf('orders'));
    expect(stored).toMatchObject({
      entityRef: 'component:default/orders',
      evaluation: { state: 'idle' },
      scorecard: { level: 'L4', commit, nextSteps: [] },
    });
    expect(stored.scorecard.results[0]).toMatchObject({
      id: 'health-endpoint',
      state: 'pass',
      reason: 'Answers on /health.',
      evidence: [
        {
          path: 'app.js',
          line: 2,
          url: `https://git.example.com/acme/orders/blob/${commit}/app.js#L2`,
        },
      ],
    });

    const list = await portal.as(dev).get('/scorecards?level=L4');
    expect(list.body.items).toEqual([
      expect.objectContaining({
        entityRef: 'component:default/orders',
        owner: 'group:default/shop',
        level: 'L4',
        openBlockers: [],
        counts: expect.objectContaining({ pass: 3, fail: 0 }),
      }),
    ]);
    const none = await portal.as(dev).get('/scorecards?level=none');
    expect(none.body).toEqual({ items: [] });
  });

  it('evaluates again on a push, and logs what changed', async () => {
    const portal = await start();
    await scorecardWhen(portal, orders, body => body.scorecard);
    repositories.push(treeOf('orders'), unhealthy);
    await portal.events.publish({
      topic: 'github.push',
      eventPayload: {
        repository: { html_url: 'https://git.example.com/Acme/Orders' },
      },
    });
    const fallen = await scorecardWhen(
      portal,
      orders,
      body => body.scorecard?.results[0].state === 'fail',
    );
    expect(fallen.scorecard.level).toBeUndefined();
    expect(fallen.scorecard.nextSteps[0].id).toBe('health-endpoint');
    expect(await knex('transitions').select()).toEqual([
      expect.objectContaining({
        check_id: 'health-endpoint',
        from_state: 'pass',
        to_state: 'fail',
      }),
    ]);
    const list = await portal.as(dev).get('/scorecards?level=none');
    expect(list.body.items[0].openBlockers).toEqual(['health-endpoint']);
  });

  it('writes no row and reads no repository when nothing has changed', async () => {
    const portal = await start();
    const { evaluatedAt } = await scorecardWhen(
      portal,
      orders,
      body => body.scorecard,
    );
    const writes: string[] = [];
    knex.on('query', ({ sql }) => {
      if (!/^(select|begin|commit)/i.test(sql)) writes.push(sql);
    });
    await portal.as(dev).post(`${orders}/evaluations`).expect(202);
    await scorecardWhen(
      portal,
      orders,
      body =>
        body.evaluation.state === 'idle' && body.evaluatedAt !== evaluatedAt,
    );
    const elsewhere = writes.filter(sql => !/update .evaluations./i.test(sql));
    expect(elsewhere).toEqual([]);
    expect(repositories.sent).toHaveLength(1);
  });

  it('keeps the last good scorecard when a repository cannot be read, and says what to do', async () => {
    const portal = await start();
    await scorecardWhen(portal, orders, body => body.scorecard);
    const failures: Array<[Error | Record<string, string>, RegExp]> = [
      [
        new Error(
          'Request failed for https://git.example.com/api, 401 Unauthorized',
        ),
        /refused .* Check the token of its integration/,
      ],
      [
        Object.assign(new Error('request failed, reason: '), {
          code: 'ECONNREFUSED',
        }),
        /could not be reached \(ECONNREFUSED\)/,
      ],
      [
        new Error('Request failed, 409 Conflict'),
        /is empty\. Push the service to it/,
      ],
      [{}, /is empty\. Push the service to it/],
    ];
    for (const [failure, sentence] of failures) {
      repositories.push(treeOf('orders'), failure);
      await portal.as(dev).post(`${orders}/evaluations`).expect(202);
      const failed = await scorecardWhen(
        portal,
        orders,
        body =>
          body.evaluation.state === 'failed' &&
          sentence.test(body.evaluation.error),
      );
      expect(failed.scorecard.level).toBe('L4');
      expect(failed.evaluation.error).not.toContain('caused by');
    }
    repositories.push(treeOf('orders'), healthy);
    await portal.as(dev).post(`${orders}/evaluations`);
    const healed = await scorecardWhen(
      portal,
      orders,
      body => body.evaluation.state === 'idle',
    );
    expect(healed.evaluation.error).toBeUndefined();
  });

  it('says why a service has no scorecard yet', async () => {
    const portal = await start({
      entities: [
        serviceEntity('missing'),
        serviceEntity('local', {
          annotations: {
            'backstage.io/managed-by-location': 'file:/etc/catalog-info.yaml',
          },
        }),
      ],
    });
    const errorOf = async (name: string) => {
      const path = `/scorecards/component/default/${name}`;
      const body = await scorecardWhen(
        portal,
        path,
        b => b.evaluation.state === 'failed',
      );
      expect(body.scorecard).toBeUndefined();
      return body.evaluation.error;
    };
    expect(await errorOf('missing')).toMatch(
      /acme\/missing\/tree\/main\/ was not found\. Check the annotation/,
    );
    expect(await errorOf('local')).toMatch(
      /comes from a file location.*Set the annotation backstage.io\/source-location/,
    );
  });

  it('leaves open what a file with invalid YAML hides, and points at the line', async () => {
    repositories.push(treeOf('orders'), {
      ...unhealthy,
      'deploy.yaml': 'kind: Deployment\nspec: [\n',
    });
    const portal = await start();
    const { scorecard } = await scorecardWhen(
      portal,
      orders,
      body => body.scorecard,
    );
    expect(scorecard.results[0]).toMatchObject({
      state: 'unknown',
      reason: expect.stringMatching(/^deploy.yaml is not YAML: /),
      evidence: [{ path: 'deploy.yaml', url: expect.stringContaining('#L') }],
    });
    expect(scorecard.results[2].state).toBe('pass');
  });

  it('fails the owner check for an owner that is no group', async () => {
    const portal = await start({
      entities: [serviceEntity('orders', { owner: 'nobody' })],
    });
    const { scorecard } = await scorecardWhen(
      portal,
      orders,
      body => body.scorecard,
    );
    expect(scorecard.results[1]).toMatchObject({
      id: 'owner-declared',
      state: 'fail',
      reason: 'group:default/nobody is no group.',
    });
  });

  it('answers hostile and mistaken requests with what is wrong', async () => {
    const { as, backend } = await start({
      entities: [serviceEntity('orders'), groupEntity('shop')],
    });
    const messageOf = async (path: string, status: number) => {
      const { body } = await as(dev).get(path).expect(status);
      return body.error.message;
    };
    expect(await messageOf('/scorecards/component/default/ghost', 404)).toBe(
      'There is no entity component:default/ghost',
    );
    expect(await messageOf('/scorecards?level=L9', 400)).toMatch(/^level: /);
    expect(await messageOf('/scorecards?cursor=zzz', 400)).toMatch(/^cursor: /);
    expect(await messageOf('/scorecards?limit=0', 400)).toMatch(/^limit: /);
    await as(dev)
      .post('/scorecards/group/default/shop/evaluations')
      .expect(400)
      .expect(({ body }) =>
        expect(body.error.message).toContain('is no service'),
      );
    await supertest(backend.server)
      .get('/api/production-readiness/scorecards')
      .set('authorization', mockCredentials.none.header())
      .expect(401);
  });

  it('archives what the catalog has lost, and pages through the rest', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const entities = names.map(name => serviceEntity(name));
    const portal = await start({ entities });
    const refs = async (query: string) => {
      const { body } = await portal.as(dev).get(`/scorecards?${query}`);
      return {
        names: body.items.map((item: any) => item.entityRef.split('/')[1]),
        next: body.nextCursor,
      };
    };
    const first = await refs('limit=2');
    const second = await refs(`limit=2&cursor=${first.next}`);
    const third = await refs(`limit=2&cursor=${second.next}`);
    expect([first.names, second.names, third.names]).toEqual([
      ['a', 'b'],
      ['c', 'd'],
      ['e'],
    ]);
    expect(third.next).toBeUndefined();

    await portal.backend.stop();
    started.splice(0);
    const later = await start({
      knex: databases.connect(knex),
      entities: entities.slice(1),
    });
    const { body } = await later.as(dev).get('/scorecards');
    expect(body.items).toHaveLength(4);
  });

  it('shows nothing to whoever may not read the catalog, and lets nobody write without permission', async () => {
    const { as, audit } = await start({
      permissions: mockServices.permissions.factory({
        result: AuthorizeResult.DENY,
      }),
    });
    expect((await as(dev).get('/scorecards')).body).toEqual({ items: [] });
    await as(dev).post(`${orders}/evaluations`).expect(403);
    await as(dev)
      .post('/reviews', { entityRef: 'component:default/orders' })
      .expect(403);
    expect(audit).toEqual(['evaluation-request failed', 'review-open failed']);
  });
});
