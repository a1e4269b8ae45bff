import { eventually } from '../e2e/support/eventually';
import { describeFaults } from './support/describeFaults';
import { unhealthy } from './support/entities';
import { Replicas, startReplicas } from './support/startReplicas';

jest.setTimeout(300_000);

const names = Array.from({ length: 60 }, (_, index) => `service-${index}`);

describeFaults({ long: true })('PostgreSQL that restarts mid-sweep', () => {
  let fleet: Replicas;

  afterEach(() => fleet?.stop());

  it('costs a moment: both replicas stay, and the sweep comes to its end by itself', async () => {
    let delay = 0;
    fleet = await startReplicas({
      count: 2,
      services: names,
      prepare: host => {
        host.before = () => new Promise(done => setTimeout(done, delay));
      },
    });
    const { postgres, replicas, host } = fleet;
    await fleet.allEvaluated(120);
    delay = 500;
    host.downloads.length = 0;
    for (const name of names) host.push(name, unhealthy);
    await postgres
      .plugin()('evaluations')
      .update({ due_at: new Date().toISOString() });
    await eventually(
      'the middle of the sweep',
      async () => host.downloads.length > 15,
    );
    await postgres.crash();
    const downAt = Date.now();
    // It is away for long enough to be noticed.
    await eventually('a while', async () => Date.now() - downAt > 3_000);
    expect(host.downloads.length).toBeLessThan(names.length);
    await postgres.start();
    const upAt = Date.now();
    await eventually(
      'the end of the sweep',
      async () => {
        const [{ count }] = await postgres
          .plugin()('results')
          .where({ check_id: 'health-endpoint', state: 'fail' })
          .count({ count: '*' });
        return Number(count) === names.length;
      },
      { seconds: 150 },
    );
    // eslint-disable-next-line no-console
    console.info(`Done ${(Date.now() - upAt) / 1_000} s after it was back`);

    expect(replicas.map(({ isRunning }) => isRunning)).toEqual([true, true]);
    for (const replica of replicas) {
      const { status, body } = await replica.ask('/operations/health');
      expect(status).toBe(200);
      expect(body).toMatchObject({ services: names.length, queued: 0 });
    }
  });
});
