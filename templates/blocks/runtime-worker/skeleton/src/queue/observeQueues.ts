import type { FastifyBaseLogger } from 'fastify';
import { Gauge, type Registry } from 'prom-client';
import type { Database } from '../database/database.js';
import type { AnyJob } from './Job.js';
import { deadLettersOf } from './Queue.js';

interface Depth extends Record<string, unknown> {
  name: string;
  waiting: string;
  scheduled: string;
  active: string;
  oldest: string | null;
}

// One pass over the jobs that are not done. What is due counts from when it was due.
const depthQuery = `
  SELECT name,
    count(*) FILTER (WHERE state < 'active' AND start_after <= now()) AS waiting,
    count(*) FILTER (WHERE state < 'active' AND start_after > now()) AS scheduled,
    count(*) FILTER (WHERE state = 'active') AS active,
    extract(epoch FROM now() - min(start_after) FILTER (WHERE state < 'active' AND start_after <= now())) AS oldest
  FROM pgboss.job WHERE name = ANY ($1) AND state <= 'active' GROUP BY name`;

const states = ['waiting', 'scheduled', 'active'] as const;

/** Measures the queues at each scrape. Every process tells the same of them: rules take the highest. */
export function observeQueues(
  registry: Registry,
  jobs: readonly AnyJob[],
  database: Pick<Database, 'query'>,
  log: Pick<FastifyBaseLogger, 'warn'>,
): void {
  const names = jobs.flatMap(({ queue }) => [queue, deadLettersOf(queue)]);
  let reading: Promise<Map<string, Depth> | undefined> | undefined;

  // One question to the database for all gauges of a scrape.
  function read(): Promise<Map<string, Depth> | undefined> {
    reading ??= database
      .query<Depth>(depthQuery, [names])
      .then(
        rows => new Map(rows.map(row => [row.name, row])),
        (error: unknown) => {
          log.warn({ err: error }, 'the queues cannot be measured');
          return undefined;
        },
      )
      .finally(() => (reading = undefined));
    return reading;
  }

  function gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: Label[],
    fill: (gauge: Gauge<Label>, depths: Map<string, Depth>) => void,
  ): void {
    new Gauge<Label>({
      name,
      help,
      labelNames,
      registers: [registry],
      async collect() {
        // What was true a while ago would be worse than nothing.
        this.reset();
        const depths = await read();
        if (depths) {
          fill(this, depths);
        }
      },
    });
  }

  gauge(
    'queue_jobs',
    'Jobs that are not done, by state: waiting (due), scheduled (due later), active',
    ['queue', 'state'],
    (metric, depths) => {
      for (const { queue } of jobs) {
        for (const state of states) {
          metric.set({ queue, state }, Number(depths.get(queue)?.[state] ?? 0));
        }
      }
    },
  );
  gauge(
    'queue_oldest_job_age_seconds',
    'For how long the oldest job that waits has been due',
    ['queue'],
    (metric, depths) => {
      for (const { queue } of jobs) {
        metric.set({ queue }, Number(depths.get(queue)?.oldest ?? 0));
      }
    },
  );
  gauge('queue_dead_letters', 'Jobs that were given up, and that nobody has dealt with', ['queue'], (metric, depths) => {
    for (const { queue } of jobs) {
      const letters = depths.get(deadLettersOf(queue));
      metric.set({ queue }, Number(letters?.waiting ?? 0) + Number(letters?.scheduled ?? 0));
    }
  });
}
