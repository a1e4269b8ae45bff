import { Counter, Gauge, Histogram, type Registry } from 'prom-client';
import type { AnyJob, Outcome } from './Job.js';
import type { TakenJob } from './Queue.js';

/** Measures what this process does with jobs. */
export class JobMetrics {
  readonly #total: Counter<'queue' | 'outcome'>;
  readonly #duration: Histogram<'queue' | 'outcome'>;
  readonly #latency: Histogram<'queue'>;
  readonly #inFlight: Gauge;

  constructor(registry: Registry, jobs: readonly AnyJob[], concurrency: number) {
    const registers = [registry];
    this.#total = new Counter({
      name: 'jobs_total',
      help: 'Attempts at jobs, by queue and outcome: completed, failed (is tried again), dead (is not), returned',
      labelNames: ['queue', 'outcome'],
      registers,
    });
    this.#duration = new Histogram({
      name: 'job_duration_seconds',
      help: 'Time that one attempt took',
      labelNames: ['queue', 'outcome'],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
      registers,
    });
    this.#latency = new Histogram({
      name: 'job_latency_seconds',
      help: 'Time from when a job was due to when it was completed, over all attempts',
      labelNames: ['queue'],
      buckets: [0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800, 3600],
      registers,
    });
    this.#inFlight = new Gauge({ name: 'jobs_in_flight', help: 'Jobs that are being worked on', registers });
    const slots = new Gauge({ name: 'job_slots', help: 'Jobs that this process works on at a time, at most', registers });
    slots.set(concurrency);
    // A rate needs a value from before the first event.
    for (const { queue } of jobs) {
      this.#total.inc({ queue, outcome: 'completed' }, 0);
      this.#total.inc({ queue, outcome: 'failed' }, 0);
      this.#total.inc({ queue, outcome: 'dead' }, 0);
    }
  }

  /** Counts an attempt that begins; `end` gives its seconds. */
  begin(taken: TakenJob): { end(outcome: Outcome): number } {
    const queue = taken.name;
    const begun = performance.now();
    this.#inFlight.inc();
    return {
      end: outcome => {
        const seconds = (performance.now() - begun) / 1000;
        this.#inFlight.dec();
        this.#total.inc({ queue, outcome });
        this.#duration.observe({ queue, outcome }, seconds);
        if (outcome === 'completed') {
          // A retry moves the time at which a job is due, so later attempts count from when it was made.
          const due = taken.retryCount === 0 ? taken.startAfter : taken.createdOn;
          this.#latency.observe({ queue }, Math.max(0, (Date.now() - due.getTime()) / 1000));
        }
        return seconds;
      },
    };
  }
}
