import { eventually } from '../e2e/support/eventually';
import { describeFaults } from './support/describeFaults';
import {
  groupEntity,
  healthy,
  serviceEntity,
  unhealthy,
} from './support/entities';
import { Fault, GitHost, retryAfter } from './support/GitHost';
import { Postgres } from './support/Postgres';
import { Replica } from './support/Replica';

jest.setTimeout(480_000);

const faults: Fault[] = ['limits', 'fails', 'hangs', 'truncates'];
/** What the owner of a service reads, of each fault. */
const reasons: Record<string, RegExp> = {
  limits: /limits how often it is asked/,
  fails: /answered 500|has failed several times in a row/,
  hangs: /could not be reached \(ETIMEDOUT\)|has failed several times in a row/,
  truncates: /not a whole archive/,
};
const each = 6;

describeFaults({ long: true })('Git hosts that fail', () => {
  let postgres: Postgres;
  let replica: Replica;
  const hosts = new Map<Fault, GitHost>();
  const servicesOf = (fault: Fault) =>
    Array.from({ length: each }, (_, index) => `${fault}-${index}`);

  const card = async (name: string) =>
    (await replica.ask(`/scorecards/component/default/${name}`)).body;
  const cards = (fault: Fault) => Promise.all(servicesOf(fault).map(card));
  const request = async (fault: Fault) => {
    for (const name of servicesOf(fault)) {
      const path = `/scorecards/component/default/${name}/evaluations`;
      expect((await replica.ask(path, { body: {} })).status).toBe(202);
    }
  };
  const healthOf = (found: any) =>
    found.scorecard?.results.find(({ id }: any) => id === 'health-endpoint')
      ?.state;

  beforeAll(async () => {
    postgres = await Postgres.start();
    for (const fault of ['none', ...faults] as Fault[]) {
      const host = await GitHost.start();
      hosts.set(fault, host);
      for (const name of servicesOf(fault)) host.push(name, healthy);
    }
    replica = await Replica.start({
      name: 'replica',
      postgres,
      hosts: [...hosts.values()],
      entities: [
        groupEntity('shop'),
        ...[...hosts].flatMap(([fault, host]) =>
          servicesOf(fault).map(name => serviceEntity(name, host.name)),
        ),
      ],
    });
    await eventually(
      'a scorecard of every service',
      async () => {
        const all = await Promise.all([...hosts.keys()].map(cards));
        const open = all.flat().filter(found => healthOf(found) !== 'pass');
        if (open.length === 0) return true;
        throw new Error(JSON.stringify(open[0].evaluation));
      },
      { seconds: 120 },
    );
  });
  afterAll(async () => {
    await replica?.kill();
    await Promise.all([...hosts.values()].map(host => host.stop()));
    await postgres?.stop();
  });

  it('leave the last good scorecard, say why, hold nobody else up, and are read again by themselves', async () => {
    for (const [fault, host] of hosts) {
      host.fault = fault;
      host.requests.length = 0;
      for (const name of servicesOf(fault)) host.push(name, unhealthy);
    }
    for (const fault of faults) await request(fault);
    const began = Date.now();
    await request('none');
    await eventually(
      'the services of the host that works',
      async () =>
        (await cards('none')).every(found => healthOf(found) === 'fail'),
      { seconds: 60 },
    );
    // eslint-disable-next-line no-console
    console.info(`The host that works: done in ${Date.now() - began} ms`);

    for (const fault of faults) {
      await eventually(
        `a reason that the host ${fault}`,
        async () =>
          (
            await cards(fault)
          ).some(({ evaluation }) =>
            reasons[fault].test(evaluation.error ?? ''),
          ),
        { seconds: 90 },
      );
      for (const found of await cards(fault)) {
        expect(healthOf(found)).toBe('pass');
      }
    }
    // A limit is the host's, not a service's: it is asked once, or by those that were under way, and waited for.
    const { requests } = hosts.get('limits')!;
    const atOnce = requests.map(
      from =>
        requests.filter(at => at >= from && at < from + retryAfter).length,
    );
    expect(Math.max(...atOnce)).toBeLessThanOrEqual(4);
    const health = await replica.ask('/operations/health');
    expect(health.body).toMatchObject({ givenUp: 0 });

    for (const host of hosts.values()) host.fault = 'none';
    const recoveredAt = Date.now();
    for (const fault of faults) {
      await eventually(
        `the host that ${fault} to be read again`,
        async () =>
          (
            await cards(fault)
          ).every(
            found =>
              healthOf(found) === 'fail' && found.evaluation.state === 'idle',
          ),
        { seconds: 240 },
      );
      // eslint-disable-next-line no-console
      console.info(
        `The host that ${fault}: read again ${Math.round(
          (Date.now() - recoveredAt) / 1_000,
        )} s after it was back`,
      );
    }
  });
});
