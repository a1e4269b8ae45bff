import { performance } from 'node:perf_hooks';

/** Share of the time in which the process did something, above which requests wait noticeably. */
const limit = 0.75;
/** Milliseconds over which it is measured. */
const window = 250;

/** Whether this process, which has but one thread for evaluations and requests, has more to do than it should. */
export class Busyness {
  private since = performance.eventLoopUtilization();
  private sinceAt = performance.now();
  private last = 0;

  get isHigh(): boolean {
    const now = performance.now();
    if (now - this.sinceAt >= window) {
      const { utilization } = performance.eventLoopUtilization(this.since);
      this.last = utilization;
      this.since = performance.eventLoopUtilization();
      this.sinceAt = now;
    }
    return this.last > limit;
  }
}
