import type { Job } from '../queue/Job.js';

export const smokeTestQueue = 'smoke-test';

/** A job that does nothing: that it gets done shows, after each deployment, that jobs get done. */
export const smokeTest: Job<undefined> = {
  queue: smokeTestQueue,
  parse: () => undefined,
  handle: () => Promise.resolve(),
  timeoutMs: 5_000,
  attempts: 3,
  retryDelaySeconds: 1,
  retryDelayMaxSeconds: 5,
};
