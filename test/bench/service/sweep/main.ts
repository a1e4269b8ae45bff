import { mockServices } from '@backstage/backend-test-utils';
import knexFactory from 'knex';
import { readReadinessConfig } from '../../../../plugins/production-readiness-backend/src/config/readReadinessConfig';
import { DatabaseServiceStore } from '../../../../plugins/production-readiness-backend/src/database/DatabaseServiceStore';
import { createEvaluationQueue } from '../../../../plugins/production-readiness-backend/src/queue/createEvaluationQueue';
import { DatabaseRollupStore } from '../../../../plugins/production-readiness-backend/src/rollups/DatabaseRollupStore';
import { loadRubric } from '../../../../plugins/production-readiness-backend/src/rubric/loadRubric';
import { CatalogSweep } from '../../../../plugins/production-readiness-backend/src/sweep/CatalogSweep';
import { fleetCatalog } from '../fleet/catalog';
import { integrations } from '../fleet/entities';
import { fleetEvaluator } from '../fleet/fleetEvaluator';
import { SweepOrder, SweepReport } from './measureSweep';

/** Compares the catalog with what is known, evaluates every service from its stored facts, and counts the fleet anew. */
async function sweep(order: SweepOrder): Promise<SweepReport> {
  const knex = knexFactory({
    client: 'pg',
    connection: order.connection,
    pool: { min: 0, max: 10 },
  });
  const config = readReadinessConfig(mockServices.rootConfig());
  const logger = mockServices.rootLogger();
  const services = DatabaseServiceStore.create({ knex });
  const started = performance.now();
  await CatalogSweep.create({
    auth: mockServices.auth(),
    catalog: fleetCatalog(order.services),
    entities: config.entities,
    integrations,
    logger,
    queue: createEvaluationQueue({
      knex,
      logger,
      concurrency: config.concurrency,
      hostConcurrency: config.hostConcurrency,
      timeout: config.timeout,
      every: config.sweep.every,
    }),
    services,
  }).run();
  const evaluated = await fleetEvaluator(knex).apply(
    await loadRubric([order.rubricFile]),
  );
  await DatabaseRollupStore.create({ knex }).refresh(new Date());
  const milliseconds = performance.now() - started;
  await knex.destroy();
  const { maxRSS } = process.resourceUsage();
  return { evaluated, milliseconds, megabytes: maxRSS / 1024 };
}

sweep(JSON.parse(process.argv[2])).then(
  report => process.stdout.write(`${JSON.stringify(report)}\n`),
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
