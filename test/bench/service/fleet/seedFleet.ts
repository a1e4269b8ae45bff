import { CompiledRubric } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { DatabaseServiceStore } from '../../../../plugins/production-readiness-backend/src/database/DatabaseServiceStore';
import { migrationsFolder } from '../../../../plugins/production-readiness-backend/src/database/openDatabase';
import { packFacts } from '../../../../plugins/production-readiness-backend/src/database/SnapshotStore';
import { describeService } from '../../../../plugins/production-readiness-backend/src/catalog/describeService';
import { DatabaseRollupStore } from '../../../../plugins/production-readiness-backend/src/rollups/DatabaseRollupStore';
import { RubricVersions } from '../../../../plugins/production-readiness-backend/src/rubric/RubricVersions';
import { factsOf } from './checks';
import { entityOf, integrations } from './entities';
import { fleetEvaluator } from './fleetEvaluator';

/** Fills an empty database with services of which nothing is known but the catalog's entity. Answers with their ids. */
export async function describeFleet(
  knex: Knex,
  size: number,
): Promise<number[]> {
  await knex.migrate.latest({ directory: migrationsFolder });
  const entities = Array.from({ length: size }, (_, index) => entityOf(index));
  return DatabaseServiceStore.create({ knex }).describe(
    entities.map(entity => describeService(entity, integrations)),
  );
}

/** Fills an empty database with services that were evaluated, by the code of the product itself. */
export async function seedFleet(
  knex: Knex,
  rubric: CompiledRubric,
  size: number,
): Promise<void> {
  const ids = await describeFleet(knex, size);
  const collected_at = new Date().toISOString();
  const rows = ids.map(async (service_id, index) => ({
    service_id,
    revision: 'seed',
    source: 'seed',
    format: 'seed',
    collected_at,
    facts: await packFacts(factsOf(index)),
  }));
  await knex.batchInsert('snapshots', await Promise.all(rows), 500);
  await RubricVersions.create({ knex }).remember(rubric);
  await fleetEvaluator(knex).apply(rubric);
  await settle(knex);
}

/** What follows on an evaluation: nothing is due, and the counts are those of the services. */
export async function settle(knex: Knex): Promise<void> {
  const now = new Date();
  await knex('evaluations').update({
    state: 'idle',
    at: now.toISOString(),
    evaluated_at: now.toISOString(),
    due_at: new Date(now.getTime() + 86_400_000).toISOString(),
  });
  await DatabaseRollupStore.create({ knex }).refresh(now);
  await knex.raw('vacuum analyze');
}
