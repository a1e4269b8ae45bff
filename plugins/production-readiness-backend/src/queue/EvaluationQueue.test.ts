import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { migrationsFolder } from '../database/openDatabase';
import { DatabaseServiceStore } from '../database/DatabaseServiceStore';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { until } from '../__testUtils__/until';
import { createEvaluationQueue } from './createEvaluationQueue';
import { DatabaseEvaluationQueue } from './DatabaseEvaluationQueue';
import { EvaluationOutcome, EvaluationQueue } from './EvaluationQueue';

const done: EvaluationOutcome = { state: 'done' };

const makers = {
  'the table alone': DatabaseEvaluationQueue.create,
  'the queue of the database': createEvaluationQueue,
};
const cases = databaseKinds().flatMap(([kind, open]) =>
  Object.entries(makers).flatMap(([maker, create]) =>
    kind === 'SQLite' && create === createEvaluationQueue
      ? []
      : [{ kind, maker, open, create }],
  ),
);

describe.each(cases)('on $kind with $maker', ({ open, create }) => {
  const databases = open();

  let knex: Knex;
  let ids: number[];
  const queues: EvaluationQueue[] = [];

  beforeEach(async () => {
    knex = await databases.create();
    await knex.migrate.latest({ directory: migrationsFolder });
    ids = await DatabaseServiceStore.create({ knex }).describe(
      ['a', 'b', 'c', 'd'].map(name => ({
        entityRef: `component:default/${name}`,
        tags: [],
        entity: {},
      })),
    );
  });
  afterEach(async () => {
    await Promise.all(queues.splice(0).map(queue => queue.stop()));
  });

  function newQueue(options: { concurrency?: number; timeout?: number } = {}) {
    const queue = create({
      hostConcurrency: 10,
      knex,
      logger: mockServices.logger.mock(),
      concurrency: 1,
      timeout: 60_000,
      every: 3_600_000,
      poll: 20,
      ...options,
    });
    queues.push(queue);
    return queue;
  }

  const rowOf = (id: number) =>
    knex('evaluations').where('service_id', id).first();

  it('evaluates each service once, the most urgent first', async () => {
    const queue = newQueue();
    await queue.enqueue([ids[0], ids[1]], 'sweep');
    await queue.enqueue([ids[2]], 'push');
    await queue.enqueue([ids[1]], 'request');
    await queue.enqueue([ids[1]], 'sweep');
    const order: number[] = [];
    await queue.start(async id => {
      order.push(id);
      return done;
    });
    await until(async () => order.length === 3);
    expect(order).toEqual([ids[1], ids[2], ids[0]]);
    await until(async () => (await rowOf(ids[0])).state === 'idle');
    expect(order).toHaveLength(3);
    const row = await rowOf(ids[0]);
    expect(Date.parse(row.due_at) - Date.parse(row.at)).toBe(3_600_000);
  });

  it('runs within its concurrency, and again for what was asked meanwhile', async () => {
    const queue = newQueue({ concurrency: 2 });
    const release: Array<() => void> = [];
    const started: number[] = [];
    await queue.start(
      id =>
        new Promise(resolve => {
          started.push(id);
          release.push(() => resolve(done));
        }),
    );
    await queue.enqueue(ids, 'sweep');
    await until(async () => started.length === 2);
    await queue.enqueue([started[0]], 'push');
    await queue.enqueue([started[0]], 'push');
    expect(started).toHaveLength(2);
    release[0]();
    await until(async () => started.length === 3);
    expect(started[2]).toBe(started[0]);
    for (const next of [1, 2, 3, 4]) {
      await until(async () => release.length > next);
      release[next]();
    }
    await until(
      async () =>
        (await knex('evaluations').whereNot('state', 'idle')).length === 0,
    );
    expect(started).toHaveLength(5);
  });

  it('hands what it is working on to the next process when it stops', async () => {
    const first = newQueue();
    const seen: number[] = [];
    await first.start(
      (id, signal) =>
        new Promise((_resolve, reject) => {
          seen.push(id);
          signal.addEventListener('abort', () => reject(signal.reason));
        }),
    );
    await first.enqueue([ids[0]], 'request');
    await until(async () => seen.length === 1);
    await first.stop();
    expect((await rowOf(ids[0])).state).toBe('queued');
    const second = newQueue();
    await second.start(async id => {
      seen.push(id);
      return done;
    });
    await until(async () => seen.length === 2);
    expect(seen).toEqual([ids[0], ids[0]]);
  });

  it('takes up what a killed process left behind, once', async () => {
    await knex('evaluations')
      .where('service_id', ids[0])
      .update({
        state: 'running',
        lease_holder: 'killed',
        lease_until: new Date(Date.now() - 1).toISOString(),
      });
    const seen: number[] = [];
    await newQueue().start(async id => {
      seen.push(id);
      return done;
    });
    await until(async () => (await rowOf(ids[0])).state === 'idle');
    expect(seen).toEqual([ids[0]]);
  });

  it('tries again later, and later still, what failed', async () => {
    const queue = newQueue({ timeout: 50 });
    await queue.start(async (id, signal) => {
      if (id === ids[0]) throw new Error('a secret of the origin');
      if (id === ids[1]) {
        await new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      }
      return { state: 'failed', error: 'Ask later.', retryAfter: 900_000 };
    });
    await queue.enqueue(ids.slice(0, 3), 'sweep');
    const failed = (id: number) =>
      until(async () => {
        const row = await rowOf(id);
        return row.state === 'failed' && row;
      });
    expect((await failed(ids[0])).error).toMatch(
      /^The evaluation failed unexp/,
    );
    expect((await failed(ids[1])).error).toMatch(/longer than 0.05 s/);
    const row = await failed(ids[2]);
    expect(row).toMatchObject({ error: 'Ask later.', attempts: 1 });
    expect(Date.parse(row.due_at) - Date.parse(row.at)).toBe(900_000);

    expect(await queue.enqueueDue(new Date())).toBe(0);
    const past = new Date(Date.now() - 1).toISOString();
    await knex('evaluations')
      .whereIn('service_id', ids.slice(0, 3))
      .update({ due_at: past });
    expect(await queue.enqueueDue(new Date())).toBe(3);
    await until(async () => (await rowOf(ids[2])).attempts === 2);
    const again = await failed(ids[0]);
    expect(Date.parse(again.due_at) - Date.parse(again.at)).toBe(300_000);
  });

  it('is not held up by an evaluation that does not listen', async () => {
    const queue = newQueue({ timeout: 50 });
    const seen: number[] = [];
    await queue.start(id => {
      seen.push(id);
      return new Promise(() => {});
    });
    await queue.enqueue(ids.slice(0, 2), 'sweep');
    await until(async () => (await rowOf(ids[1])).state === 'failed');
    expect((await rowOf(ids[0])).error).toMatch(/longer than 0.05 s/);
    expect(seen).toEqual([ids[0], ids[1]]);
  });

  it('stops although an evaluation does not listen', async () => {
    const queue = newQueue();
    let began = false;
    await queue.start(() => {
      began = true;
      return new Promise(() => {});
    });
    await queue.enqueue([ids[0]], 'request');
    await until(async () => began);
    await queue.stop();
    expect((await rowOf(ids[0])).state).toBe('queued');
  });

  it('leaves a host alone that limits how often it is asked', async () => {
    await knex('services')
      .whereIn('id', ids.slice(0, 3))
      .update({ host: 'git.example.com' });
    const queue = newQueue();
    const seen: number[] = [];
    await queue.enqueue(ids, 'sweep');
    await queue.start(async id => {
      seen.push(id);
      return id === ids[3]
        ? done
        : {
            state: 'failed',
            error: 'Slow down.',
            retryAfter: 600_000,
            pauseHost: true,
          };
    });
    const waiting = await until(async () => {
      const rows = await knex('evaluations').where('state', 'queued');
      const other = await rowOf(ids[3]);
      return rows.length === 2 && other.state === 'idle' && rows;
    });
    expect(seen).toHaveLength(2);
    for (const row of waiting) {
      expect(Date.parse(row.run_at)).toBeGreaterThan(Date.now() + 500_000);
    }
  });
});

describe.each(cases.filter(({ kind }) => kind === 'PostgreSQL'))(
  'shared on $kind with $maker',
  ({ open, create }) => {
    const databases = open();

    it('is worked off together, and no service twice', async () => {
      const knex = await databases.create();
      await knex.migrate.latest({ directory: migrationsFolder });
      const ids = await DatabaseServiceStore.create({ knex }).describe(
        Array.from({ length: 150 }, (_, index) => ({
          entityRef: `component:default/service-${index}`,
          host: `host-${index % 3}`,
          tags: [],
          entity: {},
        })),
      );
      const queues = [1, 2, 3].map(() =>
        create({
          knex: databases.connect(knex),
          logger: mockServices.logger.mock(),
          concurrency: 5,
          hostConcurrency: 10,
          timeout: 60_000,
          every: 3_600_000,
          poll: 50,
        }),
      );
      const evaluatedBy: string[] = [];
      const active = new Set<number>();
      await Promise.all(
        queues.map((queue, index) =>
          queue.start(async id => {
            expect(active.has(id)).toBe(false);
            active.add(id);
            await new Promise(resolve => setTimeout(resolve, 5));
            active.delete(id);
            evaluatedBy.push(`${index}`);
            return done;
          }),
        ),
      );
      await Promise.all(queues.map(queue => queue.enqueue(ids, 'sweep')));
      await until(
        async () =>
          (await knex('evaluations').whereNot('state', 'idle')).length === 0,
        20_000,
      );
      await Promise.all(queues.map(queue => queue.stop()));
      // Asked for three times at once; a second time is due where the first had begun already.
      expect(evaluatedBy.length).toBeGreaterThanOrEqual(150);
      expect(evaluatedBy.length).toBeLessThanOrEqual(450);
      expect(new Set(evaluatedBy).size).toBe(3);
      const failed = await knex('evaluations').whereNotNull('error');
      expect(failed).toEqual([]);
    }, 30_000);
  },
);
