import { eventually } from '../e2e/support/eventually';
import { describeFaults } from './support/describeFaults';
import { unhealthy } from './support/entities';
import { Download } from './support/GitHost';
import { Replicas, startReplicas } from './support/startReplicas';

jest.setTimeout(300_000);

const names = Array.from({ length: 24 }, (_, index) => `service-${index}`);

describeFaults({ long: true })('a replica that is killed', () => {
  let fleet: Replicas;

  afterEach(() => fleet?.stop());

  it('loses nothing: what it was at is evaluated elsewhere within a minute, and never twice at once', async () => {
    let release = () => {};
    const released = new Promise<void>(done => {
      release = done;
    });
    let isHolding = false;
    fleet = await startReplicas({
      count: 2,
      services: names,
      prepare: host => {
        host.before = () => (isHolding ? released : Promise.resolve());
      },
    });
    const { host, replicas, postgres } = fleet;
    const [victim, survivor] = replicas;
    await fleet.allEvaluated(120);

    isHolding = true;
    host.downloads.length = 0;
    for (const name of names) host.push(name, { ...unhealthy, name });
    for (const name of names) {
      const path = `/scorecards/component/default/${name}/evaluations`;
      const { status } = await survivor.ask(path, { body: {} });
      expect(status).toBe(202);
    }
    const by = (token: string) =>
      host.downloads.filter(download => download.token === token);
    await eventually(
      'both replicas to be at work',
      async () => by('replica-0').length === 4 && by('replica-1').length === 4,
    );
    // Longer than a lease: whoever is alive keeps what it has taken up.
    const since = Date.now();
    await eventually(
      'a lease to pass',
      async () => Date.now() - since > 35_000,
    );
    expect(host.downloads).toHaveLength(8);

    const taken = by('replica-0').map(({ repository }) => repository);
    await victim.kill();
    const killedAt = Date.now();
    release();
    await eventually(
      'the services of the killed replica to be done',
      async () => {
        const cards = await Promise.all(
          taken.map(name =>
            survivor.ask(`/scorecards/component/default/${name}`),
          ),
        );
        return cards.every(
          ({ body }) =>
            body.evaluation.state === 'idle' &&
            Date.parse(body.evaluatedAt) > killedAt,
        );
      },
      { seconds: 60 },
    );
    const took = (Date.now() - killedAt) / 1_000;
    await fleet.allEvaluated(60);
    expect(overlaps(host.downloads)).toEqual([]);
    const failed = await postgres.plugin()('evaluations').whereNotNull('error');
    expect(failed).toEqual([]);
    // eslint-disable-next-line no-console
    console.info(`Done elsewhere ${took.toFixed(1)} s after the kill`);
    const stopped = await survivor.stop();
    expect(stopped).toBeLessThan(5_000);
    // eslint-disable-next-line no-console
    console.info(`SIGTERM to exit: ${stopped} ms`);
  });
});

/** Downloads of one repository that ran at the same time. */
function overlaps(downloads: Download[]): string[] {
  const last = new Map<string, number>();
  return [...downloads]
    .sort((a, b) => a.from - b.from)
    .flatMap(({ repository, from, until = Infinity }) => {
      const before = last.get(repository) ?? 0;
      last.set(repository, Math.max(before, until));
      return from < before ? [repository] : [];
    });
}
