import {
  groupEntity,
  healthy,
  serviceEntity,
  treeOf,
} from '../__testUtils__/acme';
import { Background } from '../__testUtils__/Background';
import { startPortal } from '../__testUtils__/startPortal';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { TestRepositories } from '../__testUtils__/TestRepositories';
import { until } from '../__testUtils__/until';

const dev = 'user:default/dev';
const task = 'production-readiness-reminders';
const days = (count: number) =>
  new Date(Date.now() + count * 86_400_000).toISOString();

describe.each(databaseKinds())('on %s', (_kind, open) => {
  const databases = open();

  it('reminds author and owner once, before an attestation ends and unless it was renewed', async () => {
    const repositories = new TestRepositories();
    repositories.push(treeOf('orders'), { 'app.js': healthy['app.js'] });
    const background = new Background();
    const knex = await databases.create();
    const portal = await startPortal({
      knex,
      repositories,
      entities: [serviceEntity('orders'), groupEntity('shop')],
      members: { [dev]: ['group:default/shop'] },
      features: background.features,
    });
    await until(
      async () =>
        (
          await portal.as(dev).get('/scorecards/component/default/orders')
        ).body.scorecard,
    );
    const attest = async () => {
      const { body } = await portal.as(dev).post('/attestations', {
        entityRef: 'component:default/orders',
        check: 'described',
        statement: 'The wiki describes it',
        evidence: ['https://wiki.example.com/orders'],
      });
      return body.id;
    };
    const id = await attest();
    await background.run(task);
    // Of 30 days it holds 10 more: not in its last quarter yet.
    await knex('claims').update({ opened_at: days(-20), expires_at: days(10) });
    await background.run(task);
    await knex('claims').update({ opened_at: days(-24), expires_at: days(6) });
    await background.run(task);
    expect(background.sent).toEqual([]);
    background.isDown = false;
    await background.run(task);
    await background.run(task);
    expect(background.sent).toEqual([
      {
        recipients: { type: 'entity', entityRef: [dev, 'group:default/shop'] },
        payload: expect.objectContaining({
          title: `The attestation of orders for described ends on ${days(
            6,
          ).slice(0, 10)}`,
          link: '/catalog/default/component/orders/readiness',
          scope: `production-readiness:${id}`,
        }),
      },
    ]);

    await knex('claims').update({ reminded_at: null });
    await attest();
    await background.run(task);
    expect(background.sent).toHaveLength(1);
    await portal.backend.stop();
  });
});
