import { firstBrokenLink } from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  groupEntity,
  healthy,
  serviceEntity,
  treeOf,
  unhealthy,
} from '../__testUtils__/acme';
import { Background } from '../__testUtils__/Background';
import { startPortal } from '../__testUtils__/startPortal';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { TestRepositories } from '../__testUtils__/TestRepositories';
import { until } from '../__testUtils__/until';

const giver = 'user:default/giver';
const receiver = 'user:default/receiver';
const orders = '/scorecards/component/default/orders';

describe.each(databaseKinds())('on %s', (_kind, open) => {
  const databases = open();

  it('tells both teams, and the log of the review, when a service falls behind its go', async () => {
    const repositories = new TestRepositories();
    repositories.push(treeOf('orders'), healthy);
    const background = new Background();
    const portal = await startPortal({
      knex: await databases.create(),
      repositories,
      entities: [
        serviceEntity('orders'),
        groupEntity('shop'),
        groupEntity('platform'),
      ],
      members: {
        [giver]: ['group:default/shop'],
        [receiver]: ['group:default/platform'],
      },
      features: background.features,
    });
    const evaluated = (state: string) =>
      until(async () => {
        const { body } = await portal.as(giver).get(orders);
        return body.scorecard?.results[0].state === state;
      });
    const push = async (files: Record<string, string>, state: string) => {
      repositories.push(treeOf('orders'), files);
      await portal.as(giver).post(`${orders}/evaluations`);
      await evaluated(state);
    };
    const watch = () => background.run('production-readiness-alarms');
    await evaluated('pass');
    const { body } = await portal.as(giver).post('/reviews', {
      entityRef: 'component:default/orders',
      trigger: 'team-handoff',
      receivingTeam: 'platform',
    });
    const path = `/reviews/${body.id}`;
    const events = async () =>
      (await portal.as(giver).get(path)).body.events as Array<{
        hash: string;
        event: { type: string } & any;
      }>;
    const sign = (user: string, role: string) =>
      portal.as(user).post(`${path}/signatures`, { role }).expect(201);

    // Not a go yet.
    await push(unhealthy, 'fail');
    await watch();
    await push(healthy, 'pass');
    await sign(giver, 'giving');
    await sign(receiver, 'receiving');
    await watch();
    expect(await events()).toHaveLength(3);

    await push(unhealthy, 'fail');
    await watch();
    const [alarm] = (await events()).slice(3);
    expect(alarm.event).toEqual({
      type: 'alarm-raised',
      by: 'plugin:default/production-readiness',
      at: expect.any(String),
      checks: ['health-endpoint'],
      blockers: ['health-endpoint'],
    });
    expect(background.sent).toEqual([]);
    background.isDown = false;
    await watch();
    await watch();
    expect(background.sent).toEqual([
      {
        recipients: {
          type: 'entity',
          entityRef: ['group:default/shop', 'group:default/platform'],
        },
        payload: {
          title:
            'orders is no longer what its review agreed: the blocker health-endpoint is open',
          description: 'Open since the go of "Team handoff": health-endpoint.',
          link: `/readiness${path}`,
          severity: 'high',
          topic: 'production-readiness',
          scope: `production-readiness:alarm:${body.id}`,
        },
      },
    ]);
    expect(portal.audit).toContain('review-watch succeeded');

    await push(healthy, 'pass');
    await watch();
    expect(background.sent[1].payload.title).toBe(
      'orders is what its review agreed again',
    );
    const log = await events();
    expect(log.map(({ event }) => event.type)).toEqual([
      'opened',
      'signed',
      'signed',
      'alarm-raised',
      'alarm-cleared',
    ]);
    expect(firstBrokenLink(log)).toBeUndefined();
    const { verdict } = (await portal.as(giver).get(path)).body;
    expect(verdict.verdict).toBe('go');
    await portal.backend.stop();
  });
});
