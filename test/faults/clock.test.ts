import { eventually } from '../e2e/support/eventually';
import { describeFaults } from './support/describeFaults';
import { Replicas, startReplicas } from './support/startReplicas';

jest.setTimeout(180_000);

const day = 86_400_000;
const entityRef = 'component:default/orders';

describeFaults()('a clock that moves past an expiry', () => {
  let fleet: Replicas;

  beforeAll(async () => {
    fleet = await startReplicas({ count: 1, services: ['orders'] });
    await fleet.allEvaluated();
  });
  afterAll(() => fleet?.stop());

  it('ends an attestation and an exemption, with nobody asking', async () => {
    const [replica] = fleet.replicas;
    const result = async (check: string) => {
      const { body } = await replica.ask(
        '/scorecards/component/default/orders',
      );
      if (!body.scorecard) throw new Error(JSON.stringify(body));
      return body.scorecard.results.find(({ id }: any) => id === check);
    };
    const { body } = await replica.ask('/rubric');
    const open = body.rubric.checks.filter(
      (check: any) => check.exemptable && check.level === 'L1',
    );
    const states = await Promise.all(open.map(({ id }: any) => result(id)));
    const [exempted] = states.filter(({ state }) => state === 'fail');
    const attested = body.rubric.checks.find(
      ({ id, methods, attestation, level }: any) =>
        id !== exempted.id &&
        methods.includes('attestation') &&
        !attestation?.secondPerson &&
        (level === 'L1' || level === 'L2'),
    );
    const before = (await result(attested.id)).state;
    expect(before).not.toBe('pass');

    const exemption = await replica.ask('/exemptions', {
      body: {
        entityRef,
        check: exempted.id,
        reason: 'Later',
        compensatingControl: 'Somebody watches',
        days: 10,
      },
    });
    const decided = await replica.ask(
      `/exemptions/${exemption.body.id}/decision`,
      { as: 'user:default/lead', body: { approve: true, note: 'For once' } },
    );
    expect(decided.body.state).toBe('expiring');
    const attestation = await replica.ask('/attestations', {
      body: {
        entityRef,
        check: attested.id,
        statement: 'It is so',
        evidence: ['https://wiki.example.com/orders'],
      },
    });
    expect(attestation.body).toMatchObject({ state: 'active' });
    await eventually(
      'both to count',
      async () =>
        (await result(exempted.id)).state === 'exempt' &&
        (await result(attested.id)).state === 'pass',
    );

    replica.moveClock(11 * day);
    await eventually(
      'the exemption to end',
      async () => (await result(exempted.id)).state === 'fail',
      { seconds: 60 },
    );
    expect((await result(attested.id)).state).toBe('pass');
    const list = await replica.ask('/exemptions');
    expect(list.body.items[0]).toMatchObject({ state: 'expired' });

    replica.moveClock(400 * day);
    await eventually(
      'the attestation to end',
      async () => {
        const { state, reason } = await result(attested.id);
        if (state !== 'pass') return true;
        throw new Error(reason);
      },
      { seconds: 60 },
    );
    const attestations = await replica.ask('/attestations');
    expect(attestations.body.items[0]).toMatchObject({ state: 'expired' });
  });
});
