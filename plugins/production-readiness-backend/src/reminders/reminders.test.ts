import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  NotificationSendOptions,
  notificationService,
} from '@backstage/plugin-notifications-node';
import {
  groupEntity,
  healthy,
  serviceEntity,
  treeOf,
} from '../__testUtils__/acme';
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
    const sent: NotificationSendOptions[] = [];
    let isDown = true;
    let scheduler!: SchedulerService;
    const knex = await databases.create();
    const portal = await startPortal({
      knex,
      repositories,
      entities: [serviceEntity('orders'), groupEntity('shop')],
      members: { [dev]: ['group:default/shop'] },
      features: [
        createBackendModule({
          pluginId: 'production-readiness',
          moduleId: 'test-scheduler',
          register(env) {
            env.registerInit({
              deps: { of: coreServices.scheduler },
              init: async ({ of }) => {
                scheduler = of;
              },
            });
          },
        }),
        createServiceFactory({
          service: notificationService,
          deps: {},
          factory: () => ({
            async send(options) {
              if (isDown) throw new Error('Nobody listens');
              sent.push(options);
            },
          }),
        }),
      ],
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
    await scheduler.triggerTask(task);
    // Of 30 days it holds 10 more: not in its last quarter yet.
    await knex('claims').update({ opened_at: days(-20), expires_at: days(10) });
    await scheduler.triggerTask(task);
    await knex('claims').update({ opened_at: days(-24), expires_at: days(6) });
    await scheduler.triggerTask(task);
    expect(sent).toEqual([]);
    isDown = false;
    await scheduler.triggerTask(task);
    await scheduler.triggerTask(task);
    expect(sent).toEqual([
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
    await scheduler.triggerTask(task);
    expect(sent).toHaveLength(1);
    await portal.backend.stop();
  });
});
