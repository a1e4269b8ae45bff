import { firstBrokenLink } from '@goldenpath/backstage-plugin-production-readiness-common';
import { PortalClient } from './support/client';
import { eventually } from './support/eventually';
import { Portal, startPortal } from './support/portal';

const minute = 60_000;
const services = ['orders', 'payments', 'storefront', 'notifications'];

describe('a portal that is killed', () => {
  let portal: Portal;
  let ada: PortalClient;

  const start = async (before?: Portal) => {
    portal = await startPortal('crash', before);
    ada = await PortalClient.signIn(portal, 'ada');
  };

  const allScored = () =>
    eventually(
      'a scorecard of every service',
      async () => {
        const cards = await Promise.all(
          services.map(name => ada.scorecard(name)),
        );
        return cards.every(card => card?.evaluation.state === 'idle');
      },
      { seconds: 120 },
    );

  beforeAll(async () => {
    await start();
    await allScored();
  }, 8 * minute);

  afterAll(() => portal?.stop(), minute);

  it(
    'loses no result and no review, and finishes the evaluations that it was at',
    async () => {
      const before = await Promise.all(
        services.map(name => ada.scorecard(name)),
      );
      const { id } = await ada.readiness.openReview({
        entityRef: 'component:default/orders',
        trigger: 'team-handoff',
        receivingTeam: 'group:default/platform',
      });
      const review = await ada.readiness.signReview(id, { role: 'giving' });
      await Promise.all(
        services.map(name =>
          ada.readiness.requestEvaluation(`component:default/${name}`),
        ),
      );
      await portal.kill();
      await start(portal);

      const kept = await ada.readiness.getReview(id);
      expect(kept.events).toEqual(review.events);
      expect(firstBrokenLink(kept.events)).toBeUndefined();
      const after = await Promise.all(
        services.map(name => ada.scorecard(name)),
      );
      expect(after.map(card => card?.scorecard?.results)).toEqual(
        before.map(card => card?.scorecard?.results),
      );
      await allScored();
      const finished = await Promise.all(
        services.map(name => ada.scorecard(name)),
      );
      finished.forEach((card, index) =>
        expect(Date.parse(card!.evaluatedAt!)).toBeGreaterThan(
          Date.parse(before[index]!.evaluatedAt!),
        ),
      );
    },
    6 * minute,
  );

  it.each(['Compose the service', 'Publish the repository'])(
    'leaves nothing in the way of a creation that died at "%s"',
    async step => {
      const name = `half-${step.split(' ')[0].toLowerCase()}`;
      const task = await ada.create(name);
      await eventually(`the step ${step}`, async () =>
        (await ada.task(task)).log.includes(`Beginning step ${step}`),
      );
      await portal.kill();
      await start(portal);

      // Backstage may take the task up again; either way the name must be usable in the end.
      await eventually(
        'the service, by this creation or by another',
        async () => {
          if (await ada.scorecard(name)) return true;
          const { status } = await ada.task(task);
          if (['open', 'processing'].includes(status)) return false;
          const again = await ada.create(name).catch(() => undefined);
          if (!again) return false;
          await eventually('its end', async () =>
            ['completed', 'failed'].includes((await ada.task(again)).status),
          );
          return false;
        },
        { seconds: 180 },
      );
    },
    6 * minute,
  );
});
