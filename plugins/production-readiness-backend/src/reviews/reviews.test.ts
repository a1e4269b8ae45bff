import {
  firstBrokenLink,
  reviewRecordSchema,
} from '@goldenpath/backstage-plugin-production-readiness-common';
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

const giver = 'user:default/giver';
const receiver = 'user:default/receiver';
const stranger = 'user:default/stranger';

const handoff = {
  entityRef: 'component:default/orders',
  trigger: 'team-handoff',
  receivingTeam: 'platform',
};

describe.each(databaseKinds())('on %s', (_kind, openDatabases) => {
  const databases = openDatabases();

  let repositories: TestRepositories;
  let portal: Awaited<ReturnType<typeof startPortal>>;

  beforeEach(async () => {
    repositories = new TestRepositories();
    repositories.push(treeOf('orders'), unhealthy);
    portal = await startPortal({
      knex: await databases.create(),
      repositories,
      entities: [
        serviceEntity('orders'),
        serviceEntity('new'),
        groupEntity('shop'),
        groupEntity('platform'),
      ],
      members: {
        [giver]: ['group:default/shop'],
        [receiver]: ['group:default/platform'],
      },
    });
    await evaluated('fail');
  });
  afterEach(() => portal.backend.stop());

  function evaluated(state: string) {
    return until(async () => {
      const { body } = await portal
        .as(giver)
        .get('/scorecards/component/default/orders');
      return body.scorecard?.results[0].state === state;
    });
  }

  async function pushFix() {
    repositories.push(treeOf('orders'), healthy);
    await portal
      .as(giver)
      .post('/scorecards/component/default/orders/evaluations');
    await evaluated('pass');
  }

  async function open(user = giver, body: object = handoff) {
    const response = await portal.as(user).post('/reviews', body);
    const { status } = response;
    return {
      status,
      body: response.body,
      message: response.body.error?.message,
    };
  }

  it('takes a handoff from no-go to go, signed by both sides', async () => {
    const opened = await open();
    expect(opened.status).toBe(201);
    const { id, verdict, signable, events } = opened.body;
    expect(verdict).toEqual({
      verdict: 'no-go',
      reasons: ['Blocker health-endpoint: There is no health endpoint.'],
    });
    expect(signable).toEqual(['giving']);
    expect(events[0].event).toMatchObject({
      givingTeam: 'group:default/shop',
      receivingTeam: 'group:default/platform',
    });

    await pushFix();
    const path = `/reviews/${id}`;
    const frozen = await portal.as(receiver).post(`${path}/snapshots`);
    expect(frozen.body.verdict.verdict).toBeUndefined();
    await portal
      .as(giver)
      .post(`${path}/signatures`, { role: 'giving', comment: 'Yours now' })
      .expect(201);
    const signed = await portal
      .as(receiver)
      .post(`${path}/signatures`, { role: 'receiving' });
    expect(signed.body.verdict.verdict).toBe('go');

    const record = reviewRecordSchema.parse(
      (await portal.as(stranger).get(path)).body,
    );
    expect(record.signable).toEqual([]);
    expect(record.events).toHaveLength(4);
    expect(firstBrokenLink(record.events)).toBeUndefined();
    const [first] = record.events;
    const forged = { ...first.event, by: stranger };
    expect(
      firstBrokenLink([{ ...first, event: forged }, ...record.events.slice(1)]),
    ).toBe(0);

    const list = await portal.as(stranger).get('/reviews?trigger=team-handoff');
    expect(list.body.items).toEqual([
      expect.objectContaining({ id, status: 'signed', verdict: 'go' }),
    ]);
    expect(
      (await portal.as(giver).get('/reviews?trigger=quarterly')).body,
    ).toEqual({ items: [] });
    expect(portal.audit).toEqual([
      'review-open succeeded',
      'evaluation-request succeeded',
      'review-freeze-again succeeded',
      'review-sign succeeded',
      'review-sign succeeded',
    ]);
  });

  it('holds a go conditional until the receiving team says that the condition is met', async () => {
    await pushFix();
    const { body } = await open(receiver);
    const path = `/reviews/${body.id}`;
    const added = await portal.as(receiver).post(`${path}/conditions`, {
      text: 'Write the runbook',
      owner: 'group:default/shop',
      dueDate: '2026-09-01',
    });
    const condition = added.body.events[1].event.id;
    await portal.as(giver).post(`${path}/signatures`, { role: 'giving' });
    const signed = await portal
      .as(receiver)
      .post(`${path}/signatures`, { role: 'receiving' });
    expect(signed.body.verdict.verdict).toBe('conditional-go');

    const met = `${path}/conditions/${condition}/met`;
    await portal.as(giver).post(met, { note: 'Done, honestly' }).expect(403);
    const done = await portal.as(receiver).post(met, { note: 'Seen' });
    expect(done.body.verdict.verdict).toBe('go');
    await portal.as(receiver).post(met, { note: 'Again' }).expect(409);

    await portal
      .as(giver)
      .post(`${path}/withdrawal`, { reason: 'Reorganised' })
      .expect(201);
    await portal.as(giver).post(`${path}/snapshots`).expect(409);
  });

  it('changes nothing for whoever may not, or asks for what cannot be', async () => {
    await pushFix();
    expect(await open(stranger)).toMatchObject({
      status: 403,
      message:
        'Only members of group:default/shop or group:default/platform can open this review',
    });
    const refusals: Array<[object, number, RegExp]> = [
      [
        { receivingTeam: 'ghosts' },
        400,
        /^receivingTeam: group:default\/ghosts is no group/,
      ],
      [{ receivingTeam: 'shop' }, 400, /must differ/],
      [
        { receivingTeam: 'user:default/receiver' },
        400,
        /^receivingTeam: .* is no group/,
      ],
      [{ receivingTeam: 7 }, 400, /^receivingTeam: /],
      [{ trigger: 'whim' }, 400, /^trigger: /],
      [{ trigger: 'quarterly' }, 400, /^trigger: the rubric has no review/],
      [{ targetLevel: 'L9' }, 400, /^targetLevel: /],
      [{ extra: true }, 400, /extra/],
      [{ entityRef: 'component:default/ghost' }, 404, /no entity/],
      [{ entityRef: 'orders' }, 400, /^entityRef: /],
      [
        { entityRef: 'component:default/new' },
        409,
        /has not been evaluated yet.*was not found/,
      ],
    ];
    for (const [change, status, message] of refusals) {
      const refused = await open(giver, { ...handoff, ...change });
      expect({ status: refused.status, message: refused.message }).toEqual({
        status,
        message: expect.stringMatching(message),
      });
    }
    await portal
      .as(giver)
      .post('/reviews')
      .set('content-type', 'application/json')
      .send('{"entityRef":')
      .expect(400);
    expect((await portal.as(giver).get('/reviews')).body).toEqual({
      items: [],
    });
    await portal.as(giver).get('/reviews/none').expect(404);

    const { body } = await open();
    const path = `/reviews/${body.id}`;
    for (const user of [stranger, receiver]) {
      await portal
        .as(user)
        .post(`${path}/signatures`, { role: 'giving' })
        .expect(403);
    }
    const after = await portal.as(giver).get(path);
    expect(after.body.events).toHaveLength(1);
  });

  it('lets one of two simultaneous signatures of a side win, and tells the other', async () => {
    await pushFix();
    const { body } = await open();
    const sign = () =>
      portal
        .as(giver)
        .post(`/reviews/${body.id}/signatures`, { role: 'giving' });
    const answers = await Promise.all([sign(), sign(), sign(), sign()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 409, 409, 409,
    ]);
    const after = await portal.as(giver).get(`/reviews/${body.id}`);
    expect(after.body.events).toHaveLength(2);
  });
});
