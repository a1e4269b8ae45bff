import { mockServices } from '@backstage/backend-test-utils';
import { until } from '../__testUtils__/until';
import { WorkLoop } from './WorkLoop';

/** A queue that never ends, and how many of it were worked on at once. */
function start(busyness: { isHigh: boolean }) {
  let running = 0;
  let most = 0;
  let done = 0;
  const loop = WorkLoop.start({
    source: {
      claim: async limit =>
        Array.from({ length: limit }, (_, index) => ({ serviceId: index })),
      settle: async () => {
        done += 1;
      },
      beat: async () => {},
    },
    async handler() {
      running += 1;
      most = Math.max(most, running);
      await new Promise(end => setTimeout(end, 5));
      running -= 1;
      return { state: 'done' };
    },
    logger: mockServices.logger.mock(),
    concurrency: 4,
    timeout: 10_000,
    poll: 20,
    heartbeat: 10_000,
    busyness,
  });
  return {
    loop,
    get done() {
      return done;
    },
    /** The most at once, from now on. */
    async mostAtOnce() {
      const from = done;
      await until(async () => done > from + 8);
      most = 0;
      const then = done;
      await until(async () => done > then + 20);
      return most;
    },
  };
}

describe('WorkLoop', () => {
  it('makes room for requests while the process is busy, and goes on one by one', async () => {
    const busyness = { isHigh: false };
    const work = start(busyness);
    expect(await work.mostAtOnce()).toBe(4);
    busyness.isHigh = true;
    expect(await work.mostAtOnce()).toBe(1);
    busyness.isHigh = false;
    expect(await work.mostAtOnce()).toBe(4);
    await work.loop.stop();
  });
});
