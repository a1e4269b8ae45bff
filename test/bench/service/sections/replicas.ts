import { mockServices } from '@backstage/backend-test-utils';
import { Knex } from 'knex';
import { setTimeout } from 'node:timers/promises';
import { readReadinessConfig } from '../../../../plugins/production-readiness-backend/src/config/readReadinessConfig';
import { createEvaluationQueue } from '../../../../plugins/production-readiness-backend/src/queue/createEvaluationQueue';
import { EvaluationQueue } from '../../../../plugins/production-readiness-backend/src/queue/EvaluationQueue';
import { databaseOf } from '../database/Database';
import { nextTransaction, rowsSince } from '../database/rowsWritten';
import { Figure } from '../figures/Figure';
import { describeFleet } from '../fleet/seedFleet';
import { Portal } from '../portal/Portal';
import { Context } from './Context';

const section = 'replicas';
const plugin = 'production-readiness';
/** Milliseconds that a Git host takes to answer. */
const delay = 200;
const patience = 240_000;
/** What an evaluation writes of its results; beside it, `evaluations` says when it was. */
const resultTables = [
  'level_changes',
  'results',
  'scorecards',
  'services',
  'snapshots',
  'transitions',
];

interface Run {
  seconds: number;
  /** Services that were evaluated again, and rows that were written for them. */
  again: number;
  rewritten: number;
}

/** New services are collected and evaluated by one replica and by several, each a backend in a process of its own. */
export async function replicas(context: Context): Promise<Figure[]> {
  const services = context.sizes.collected;
  const figures: Figure[] = [];
  let alone: number | undefined;
  for (const count of context.sizes.replicas) {
    const { seconds, again, rewritten } = await collect(
      context,
      count,
      services,
    );
    alone ??= seconds * count;
    const called = count === 1 ? '1 replica' : `${count} replicas`;
    figures.push({
      section,
      name: `Collect and evaluate, ${called}`,
      value: seconds,
      unit: 's',
      services,
    });
    if (count > 1) {
      figures.push({
        section,
        name: `Time of ${called} to 1/${count} of that of one`,
        value: (seconds * count) / alone,
        unit: 'times',
        services,
        limit: { atMost: 1.15 },
      });
    }
    figures.push({
      section,
      name: `Evaluated again by ${called}, repositories unchanged: result rows written`,
      value: rewritten,
      unit: 'rows',
      services: again,
      limit: { atMost: 0 },
    });
  }
  return figures;
}

async function collect(
  context: Context,
  count: number,
  services: number,
): Promise<Run> {
  const { database, progress } = context;
  const prefix = `replicas_${count}_`;
  const name = databaseOf(prefix, plugin);
  const knex = await database.create(name);
  const ids = await describeFleet(knex, services);
  progress(`starting ${count} of them`);
  const portals = await startAll(context, prefix, count, services);
  // As another replica would, but one that takes up no work.
  const queue = createEvaluationQueue({
    ...readReadinessConfig(mockServices.rootConfig()),
    knex,
    logger: mockServices.rootLogger({ level: 'none' }),
    every: 86_400_000,
  });
  try {
    progress(`${services} services, ${count} at work`);
    const seconds = await evaluateAll(knex, queue, ids);
    progress('some of them again, unchanged');
    const again = ids.slice(0, Math.ceil(ids.length / 10));
    const before = await nextTransaction(knex);
    await evaluateAll(knex, queue, again);
    const rewritten = await rowsSince(knex, before, resultTables);
    return { seconds, again: again.length, rewritten };
  } finally {
    await queue.stop();
    await Promise.all(portals.map(portal => portal.stop()));
    await database.drop(name);
  }
}

/** The first one alone: Backstage's own migrations do not stand several replicas that start on an empty database. */
async function startAll(
  { database, rubricFile }: Context,
  prefix: string,
  count: number,
  services: number,
): Promise<Portal[]> {
  const start = () =>
    Portal.start({
      plugin,
      connection: database.connection,
      prefix,
      services,
      delay,
      config: {
        productionReadiness: {
          rubric: { files: [rubricFile] },
          sweep: { every: { days: 30 }, discover: { days: 1 } },
        },
      },
    });
  const first = await start();
  const others = Array.from({ length: count - 1 }, start);
  return [first, ...(await Promise.all(others))];
}

/** Seconds from the order to the end of the last evaluation. */
async function evaluateAll(
  knex: Knex,
  queue: EvaluationQueue,
  ids: number[],
): Promise<number> {
  const started = new Date();
  await queue.enqueue(ids, 'sweep');
  for (;;) {
    await setTimeout(250);
    const [row] = await knex('evaluations')
      .where('evaluated_at', '>=', started.toISOString())
      .count({ done: '*' })
      .max({ last: 'evaluated_at' });
    if (Number(row.done) >= ids.length) {
      return (Date.parse(row.last) - started.getTime()) / 1000;
    }
    if (Date.now() - started.getTime() > patience) {
      throw new Error(`${row.done} of ${ids.length} services were evaluated`);
    }
  }
}
