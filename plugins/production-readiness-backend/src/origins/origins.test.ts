import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  FactOrigin,
  productionReadinessExtensionPoint,
} from '@goldenpath/backstage-plugin-production-readiness-node';
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

const dev = 'user:default/dev';
const orders = '/scorecards/component/default/orders';
const facts = '/facts/component/default/orders';
const daysAgo = (days: number) =>
  new Date(Date.now() - days * 86_400_000).toISOString();

describe.each(databaseKinds())('on %s', (_kind, openDatabases) => {
  const databases = openDatabases();
  let knex: Knex;
  let repositories: TestRepositories;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  async function start(files: Record<string, string>, origin?: FactOrigin) {
    repositories = new TestRepositories();
    repositories.push(treeOf('orders'), files);
    knex = await databases.create();
    portal = await startPortal({
      knex,
      repositories,
      entities: [serviceEntity('orders'), groupEntity('shop')],
      features: origin
        ? [
            createBackendModule({
              pluginId: 'production-readiness',
              moduleId: 'monitor',
              register(env) {
                env.registerInit({
                  deps: { readiness: productionReadinessExtensionPoint },
                  async init({ readiness }) {
                    readiness.addFactOrigin(origin);
                  },
                });
              },
            }),
          ]
        : [],
    });
  }
  afterEach(() => portal.backend.stop());

  const evaluate = () => portal.as(dev).post(`${orders}/evaluations`);
  const resultWhen = (index: number, state: string) =>
    until(async () => {
      const { body } = await portal.as(dev).get(orders);
      const result = body.scorecard?.results[index];
      return result?.state === state && { ...result, whole: body };
    });

  it('uses what a live system says, and its last answer until that is too old', async () => {
    let answers = true;
    let asked = 0;
    await start(unhealthy, {
      id: 'monitor',
      collections: ['code'],
      validFor: 86_400_000,
      async collect() {
        asked += 1;
        if (!answers) throw new Error('The monitor is down');
        return {
          collections: {
            code: [
              {
                source: { url: 'https://monitor.example.com/orders' },
                capability: 'health-endpoint',
                by: 'agent',
                name: '/live',
                ecosystem: 'node',
                facets: [],
              },
            ],
          },
          gaps: [],
        };
      },
    });
    const passed = await resultWhen(0, 'pass');
    expect(passed).toMatchObject({
      reason: 'Answers on /live.',
      evidence: [{ url: 'https://monitor.example.com/orders' }],
    });
    answers = false;
    const before = asked;
    await evaluate();
    await until(async () => asked > before);
    await resultWhen(0, 'pass');

    await knex('external_facts').update({
      observed_at: daysAgo(3),
      expires_at: daysAgo(2),
    });
    await evaluate();
    const stale = await resultWhen(0, 'stale');
    expect(stale).toMatchObject({
      lastObserved: 'pass',
      reason: `Answers on /live. Too long ago: last seen by monitor on ${daysAgo(
        3,
      ).slice(0, 10)}.`,
    });
    expect(stale.whole.scorecard.level).toBeUndefined();
  });

  it('leaves open what a live system never told, and forgets one that is gone', async () => {
    let says: 'nothing' | 'none' | 'error' = 'error';
    await start(unhealthy, {
      id: 'monitor',
      collections: ['code'],
      validFor: 86_400_000,
      async collect() {
        if (says === 'error') throw new Error('The monitor is down');
        return says === 'none'
          ? { collections: { code: [] }, gaps: [] }
          : undefined;
      },
    });
    const open = await resultWhen(0, 'unknown');
    expect(open.reason).toBe('The monitor is down');

    says = 'none';
    await evaluate();
    await resultWhen(0, 'fail');
    const written = async () => (await knex('external_facts').select())[0];
    const first = await written();
    await evaluate();
    await until(
      async () =>
        (await portal.as(dev).get(orders)).body.evaluation.state === 'idle',
    );
    // An answer that says the same writes nothing.
    expect(await written()).toEqual(first);

    says = 'nothing';
    await evaluate();
    await until(async () => !(await written()));
  });

  it('takes in what a pipeline reports, for as long as it says', async () => {
    await start({ 'app.js': healthy['app.js'] });
    await resultWhen(2, 'fail');
    const report = {
      origin: 'docs-build',
      validForDays: 1,
      collections: {
        docs: [
          {
            source: { url: 'https://docs.example.com/orders' },
            kind: 'readme',
            title: 'Orders',
            facets: [],
          },
        ],
      },
    };
    const { body } = await portal.as(dev).post(facts, report).expect(202);
    expect(Date.parse(body.expiresAt)).toBeGreaterThan(Date.now());
    await resultWhen(2, 'pass');

    const [row] = await knex('evaluations');
    expect(Date.parse(row.due_at)).toBeLessThanOrEqual(
      Date.parse(body.expiresAt),
    );
    const wrong = await portal.as(dev).post(facts, {
      ...report,
      collections: { docs: [{ source: {}, kind: 'novel', title: 'X' }] },
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toMatch(/collections\.docs\.0\.kind: /);
    await portal
      .as(dev)
      .post('/facts/component/default/ghost', report)
      .expect(404);
  });

  it('lets results go stale whose repository cannot be read for too long', async () => {
    await start(healthy);
    await resultWhen(0, 'pass');
    repositories.push(treeOf('orders'), new Error('read ECONNREFUSED'));
    const failedAt = async () => {
      const { body } = await portal.as(dev).get(orders);
      return body.evaluation.state === 'failed' && body.evaluation.at;
    };
    await evaluate();
    await until(failedAt);
    expect((await resultWhen(0, 'pass')).whole.scorecard.level).toBe('L4');

    await knex('evaluations').update({ evaluated_at: daysAgo(15) });
    await evaluate();
    const stale = await resultWhen(0, 'stale');
    expect(stale).toMatchObject({
      lastObserved: 'pass',
      reason: expect.stringContaining('last seen by the repository on'),
    });
    expect(stale.whole.scorecard.level).toBeUndefined();
    // The catalog answers for the owner, and does so now.
    await resultWhen(1, 'pass');

    repositories.push(treeOf('orders'), healthy);
    await evaluate();
    await resultWhen(0, 'pass');
  });
});
