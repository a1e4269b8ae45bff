import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type ConsumedQueue, Consumer, type ConsumerOptions } from '../src/queue/Consumer.js';
import type { TakenJob } from '../src/queue/Queue.js';
import { smokeTest } from '../src/jobs/smokeTest.js';
import { until } from './support/until.js';

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

function jobs(count: number, name = smokeTest.queue): TakenJob[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `${name}-${index}`,
    name,
    data: { payload: {} },
    retryCount: 0,
    retryLimit: 2,
    createdOn: new Date(),
    startAfter: new Date(),
  }));
}

interface MemoryQueue extends ConsumedQueue {
  returned: string[];
  touched: Set<string>;
}

/** Queues in memory, which remember what was done with them. */
function memoryQueue(waiting: TakenJob[]): MemoryQueue {
  const returned: string[] = [];
  const touched = new Set<string>();
  return {
    returned,
    touched,
    take: (queue, most) => {
      const found = waiting.filter(({ name }) => name === queue).slice(0, most);
      found.forEach(job => waiting.splice(waiting.indexOf(job), 1));
      return Promise.resolve(found);
    },
    touch: taken => Promise.resolve(taken.forEach(({ id }) => touched.add(id))),
    giveBack: taken => Promise.resolve(void returned.push(...taken.map(({ id }) => id))),
  };
}

function consumer(queue: ConsumedQueue, overrides: Partial<ConsumerOptions>): Consumer {
  const options: ConsumerOptions = {
    queue,
    jobs: [smokeTest],
    attempt: () => Promise.resolve('completed'),
    log,
    concurrency: 3,
    pollIntervalMs: 5,
    heartbeatSeconds: 0.06,
    ...overrides,
  };
  return new Consumer(options);
}

test('works on no more jobs at a time than allowed, and on all of them in the end', async () => {
  let running = 0;
  let most = 0;
  let done = 0;
  const consumed = consumer(memoryQueue(jobs(20)), {
    attempt: async () => {
      most = Math.max(most, ++running);
      await wait(5);
      running--;
      done++;
      return 'completed';
    },
  });
  consumed.start();
  await until(() => done === 20);
  assert.equal(most, 3);
  assert.equal(await consumed.drain(1_000), 0);
});

test('gives each queue its turn, however long another one is', async () => {
  const other = { ...smokeTest, queue: 'other' };
  const order: string[] = [];
  const consumed = consumer(memoryQueue([...jobs(30), ...jobs(1, 'other')]), {
    jobs: [smokeTest, other],
    concurrency: 1,
    attempt: async (_job, taken) => {
      order.push(taken.name);
      await wait(1);
      return 'completed';
    },
  });
  consumed.start();
  await until(() => order.length === 31);
  assert.ok(order.indexOf('other') < 5, order.join());
  await consumed.drain(1_000);
});

test('on draining takes no more, finishes what is quick, and gives back what is not', async () => {
  const queue = memoryQueue(jobs(10));
  const ended: string[] = [];
  const aborted: string[] = [];
  const consumed = consumer(queue, {
    attempt: async (_job, { id }, abort) => {
      if (id === 'smoke-test-0') {
        await wait(50);
        ended.push(id);
        return 'completed';
      }
      await new Promise(resolve => abort.signal.addEventListener('abort', resolve));
      aborted.push(id);
      return 'returned';
    },
  });
  consumed.start();
  await until(() => consumed.inHand === 3);
  assert.equal(await consumed.drain(200), 2);
  assert.deepEqual(ended, ['smoke-test-0']);
  assert.deepEqual(queue.returned, ['smoke-test-1', 'smoke-test-2']);
  await until(() => aborted.length === 2);
  assert.ok(['smoke-test-0', 'smoke-test-1', 'smoke-test-2'].every(id => queue.touched.has(id)));
});

test('gives back what was on its way when draining began', async () => {
  const queue = memoryQueue([]);
  let deliver = (): void => undefined;
  queue.take = () => new Promise(resolve => (deliver = () => resolve(jobs(2))));
  let attempts = 0;
  const consumed = consumer(queue, { attempt: () => Promise.resolve(attempts++ ? 'failed' : 'completed') });
  consumed.start();
  const drained = consumed.drain(1_000);
  deliver();
  assert.equal(await drained, 0);
  assert.deepEqual(queue.returned, ['smoke-test-0', 'smoke-test-1']);
  assert.equal(attempts, 0);
});

test('goes on when the queue could not be asked for a while', async () => {
  const queue = memoryQueue(jobs(1));
  const { take } = queue;
  let failures = 0;
  queue.take = (name, most) => (failures++ < 3 ? Promise.reject(new Error('refused')) : take(name, most));
  let done = 0;
  const consumed = consumer(queue, { attempt: () => Promise.resolve(done++ ? 'failed' : 'completed') });
  consumed.start();
  await until(() => done === 1);
  await consumed.drain(1_000);
});
