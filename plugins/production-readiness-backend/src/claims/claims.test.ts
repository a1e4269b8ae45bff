import { Knex } from 'knex';
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
const lead = 'user:default/lead';
const entityRef = 'component:default/orders';
const orders = '/scorecards/component/default/orders';

describe.each(databaseKinds())('on %s', (_kind, openDatabases) => {
  const databases = openDatabases();
  let knex: Knex;
  let repositories: TestRepositories;
  let portal: Awaited<ReturnType<typeof startPortal>>;
  const orderService = serviceEntity('orders');

  beforeEach(async () => {
    repositories = new TestRepositories();
    repositories.push(treeOf('orders'), { 'app.js': healthy['app.js'] });
    knex = await databases.create();
    portal = await startPortal({
      knex,
      repositories,
      entities: [orderService, groupEntity('shop'), groupEntity('platform')],
      members: { [dev]: ['group:default/shop'] },
    });
    await described('fail');
  });
  afterEach(() => portal.backend.stop());

  /** The scorecard once its third check is in a state. */
  function described(state: string) {
    return until(async () => {
      const { body } = await portal.as(dev).get(orders);
      return body.scorecard?.results[2].state === state && body.scorecard;
    });
  }

  const exemption = {
    entityRef,
    check: 'described',
    reason: 'Moves to the wiki in July',
    compensatingControl: 'The team answers in its channel',
    days: 30,
  };

  it('waives a check while an exemption holds, and not a day longer', async () => {
    const requested = await portal.as(dev).post('/exemptions', exemption);
    expect(requested.body).toMatchObject({
      state: 'requested',
      level: 'L2',
      requestedBy: dev,
    });
    const path = `/exemptions/${requested.body.id}`;
    await portal
      .as(dev)
      .post(`${path}/decision`, { approve: true })
      .expect(403);
    const approvals = await Promise.all(
      [lead, 'user:default/other'].map(user =>
        portal.as(user).post(`${path}/decision`, { approve: true }),
      ),
    );
    expect(approvals.map(({ status }) => status).sort()).toEqual([201, 409]);

    const scorecard = await described('exempt');
    expect(scorecard).toMatchObject({ level: 'L4', exemptions: 1 });
    const row = await knex('evaluations').first();
    expect(Date.parse(row.due_at)).toBeGreaterThan(Date.now());

    const active = await portal.as(lead).get('/exemptions?state=active');
    expect(active.body.items).toEqual([
      expect.objectContaining({ check: 'described', state: 'active' }),
    ]);
    expect(active.body.items[0].history).toHaveLength(2);

    const yesterday = new Date(Date.now() - 86_400_000).toISOString();
    await knex('claims').update({ expires_at: yesterday });
    const log = await knex('claim_events').where('sequence', 1).first();
    await knex('claim_events')
      .where('sequence', 1)
      .update({
        event: JSON.stringify({
          ...JSON.parse(log.event),
          expiresAt: yesterday,
        }),
      });
    await portal.as(dev).post(`${orders}/evaluations`);
    await described('fail');
    const expired = await portal.as(lead).get('/exemptions?state=expired');
    expect(expired.body.items).toHaveLength(1);
    const still = await portal.as(lead).get('/exemptions?state=active');
    expect(still.body.items).toEqual([]);
  });

  it('revokes an exemption, and denies one with a reason', async () => {
    const ask = async () => {
      const { body } = await portal.as(dev).post('/exemptions', exemption);
      return `/exemptions/${body.id}`;
    };
    const denied = await ask();
    const decide = (path: string, body: object) =>
      portal.as(lead).post(`${path}/decision`, body);
    await decide(denied, { approve: false }).expect(400);
    await decide(denied, { approve: false, note: 'Write it now' }).expect(201);
    await decide(denied, { approve: true }).expect(409);

    const revoked = await ask();
    await decide(revoked, { approve: true }).expect(201);
    await described('exempt');
    await portal
      .as(lead)
      .post(`${revoked}/revocation`, { note: 'It was abused' })
      .expect(201);
    const after = await described('fail');
    expect(after.exemptions).toBe(0);
  });

  it('takes the word of the owners until what it rests on changes', async () => {
    const attested = await portal.as(dev).post('/attestations', {
      entityRef,
      check: 'described',
      statement: 'The wiki describes it',
      evidence: ['https://wiki.example.com/orders'],
    });
    expect(attested.body).toMatchObject({
      state: 'active',
      basis: {
        owner: 'group:default/shop',
        repository: 'git.example.com/acme/orders',
      },
    });
    const scorecard = await described('pass');
    expect(scorecard.results[2]).toMatchObject({
      attestation: attested.body.id,
      evidence: [{ url: 'https://wiki.example.com/orders' }],
    });

    const { spec } = orderService;
    Object.assign(spec ?? {}, { owner: 'group:default/platform' });
    await portal.as(dev).post(`${orders}/evaluations`);
    await described('fail');
    Object.assign(spec ?? {}, { owner: 'group:default/shop' });
    const list = await portal.as(dev).get('/attestations?state=invalidated');
    expect(list.body.items[0].note).toContain(
      'The owner was group:default/shop and is group:default/platform.',
    );
  });

  it('takes it no longer after a major release, or a change of what the check watches', async () => {
    const push = async (version: string, drill: string) => {
      repositories.push(treeOf('orders'), {
        'app.js': healthy['app.js'],
        'package.json': JSON.stringify({ name: 'orders', version }),
        'drills/2026/restore.md': drill,
      });
      const commit = repositories.commitOf(treeOf('orders'));
      await portal.as(dev).post(`${orders}/evaluations`);
      return until(async () => {
        const { body } = await portal.as(dev).get(orders);
        return body.scorecard.commit === commit && body.scorecard.results[2];
      });
    };
    const attest = async () => {
      const { body } = await portal
        .as(dev)
        .post('/attestations', {
          entityRef,
          check: 'described',
          statement: 'The wiki describes it',
          evidence: ['https://wiki.example.com/orders'],
        })
        .expect(201);
      await described('pass');
      return body;
    };
    const lastNote = async () => {
      const { body } = await portal.as(dev).get('/attestations');
      return body.items[0].note;
    };
    await push('1.2.0', 'Took an hour');
    expect((await attest()).basis.majorVersion).toBe('1');
    expect((await push('1.3.0', 'Took an hour')).state).toBe('pass');
    expect((await push('2.0.0', 'Took an hour')).state).toBe('fail');
    expect(await lastNote()).toBe('The major version was 1 and is 2.');
    await attest();
    expect((await push('2.0.0', 'Took a day')).state).toBe('fail');
    expect(await lastNote()).toBe(
      'What it rests on has changed: drills/**, /VERSIONS.',
    );
  });

  it('refuses what may not be claimed', async () => {
    const refused = async (
      user: string,
      path: string,
      body: object,
      status: number,
    ) => {
      const response = await portal.as(user).post(path, body).expect(status);
      return response.body.error.message;
    };
    expect(
      await refused(
        dev,
        '/exemptions',
        { ...exemption, check: 'health-endpoint' },
        400,
      ),
    ).toBe('check: nothing is exempt from health-endpoint');
    expect(
      await refused(dev, '/exemptions', { ...exemption, days: 61 }, 400),
    ).toMatch(/^days: .* 60 days at most/);
    expect(
      await refused(dev, '/exemptions', { ...exemption, check: 'x' }, 400),
    ).toMatch(/^check: the rubric has no check x/);
    expect(await refused(lead, '/exemptions', exemption, 403)).toMatch(
      /^Only members of group:default\/shop/,
    );
    expect(
      await refused(
        dev,
        '/attestations',
        {
          entityRef,
          check: 'described',
          statement: 'Trust me',
          // eslint-disable-next-line no-script-url
          evidence: ['javascript:alert(1)'],
        },
        400,
      ),
    ).toMatch(/^evidence\.0: /);
    await refused(dev, '/exemptions/none/decision', { approve: true }, 404);
    expect((await portal.as(dev).get('/exemptions')).body.items).toEqual([]);
    expect(portal.audit.every(entry => entry.endsWith('failed'))).toBe(true);
  });
});
