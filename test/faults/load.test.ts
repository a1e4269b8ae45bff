import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { eventually } from '../e2e/support/eventually';
import { describeFaults } from './support/describeFaults';
import { healthy, unhealthy } from './support/entities';
import { Replicas, startReplicas } from './support/startReplicas';

jest.setTimeout(480_000);

const names = Array.from({ length: 300 }, (_, index) => `service-${index}`);
const rate = 200;

interface Load {
  statuses: Record<string, number>;
  requests: number;
  p50: number;
  p95: number;
  p99: number;
  seconds: number;
}

describeFaults({ long: true })('two replicas under load', () => {
  let fleet: Replicas;

  beforeAll(async () => {
    fleet = await startReplicas({ count: 2, services: names });
    await fleet.allEvaluated(180);
  });
  afterAll(() => fleet?.stop());

  /** What pages ask for, of both replicas in turn. */
  async function load(seconds: number): Promise<Load> {
    const paths = [
      '/scorecards?limit=20&sort=-level',
      ...names.slice(0, 6).map(name => `/scorecards/component/default/${name}`),
      '/rollups/levels?by=owner',
      '/checks/health-endpoint/results?limit=20',
    ];
    const targets = (
      await Promise.all(
        fleet.replicas.map(async replica => {
          const token = await replica.token();
          return paths.map(path => ({
            url: `${replica.url}/api/production-readiness${path}`,
            token,
          }));
        }),
      )
    ).flat();
    const client = fork(join(__dirname, 'support/loadClient.cjs'));
    client.send({ targets, rate, seconds });
    const [result] = await once(client, 'message');
    return result as Load;
  }

  /** Every service has changed and is due, for as long as it lasts. */
  function sweepAgainAndAgain() {
    const { host, postgres } = fleet;
    const knex = postgres.plugin();
    let isOver = false;
    const sweep = async (index: number): Promise<void> => {
      if (isOver) return;
      const files = index % 2 ? healthy : unhealthy;
      for (const name of names) {
        host.push(name, { ...files, VERSION: String(index) });
      }
      await knex('evaluations')
        .where('state', 'idle')
        .update({ due_at: new Date(0).toISOString() });
      const goal = host.downloads.length + names.length;
      await eventually(
        'a sweep to end',
        async () => isOver || host.downloads.length >= goal,
        { seconds: 120 },
      );
      await sweep(index + 1);
    };
    return {
      ended: sweep(0),
      stop() {
        isOver = true;
      },
    };
  }

  it('answer 200 requests a second during a sweep, each, and within five times what it takes at rest', async () => {
    await load(5);
    const idle = await load(20);

    const { host } = fleet;
    host.downloads.length = 0;
    const sweeping = sweepAgainAndAgain();
    const busy = await load(60);
    sweeping.stop();
    await sweeping.ended;
    // eslint-disable-next-line no-console
    console.info(
      JSON.stringify({ idle, busy, evaluations: host.downloads.length }),
    );

    expect(Object.keys(idle.statuses)).toEqual(['200']);
    expect(busy.statuses).toEqual({ 200: rate * 60 });
    expect(host.downloads.length).toBeGreaterThan(names.length);
    expect(busy.p95).toBeLessThan(5 * idle.p95);
  });
});
