import {
  CompiledRubric,
  evaluate,
  Facts,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Knex } from 'knex';
import { DatabaseScorecardStore } from '../database/DatabaseScorecardStore';
import { DatabaseServiceStore } from '../database/DatabaseServiceStore';
import { ServiceDescription } from '../database/ServiceStore';
import { DatabaseSnapshotStore } from '../database/SnapshotStore';
import { serviceEntity, treeOf } from './acme';

/** Fills a database with services that were evaluated: reproducibly, a third without a health endpoint. */
export async function seedFleet(
  knex: Knex,
  rubric: CompiledRubric,
  options: { services: number; owners: number; snapshots?: boolean },
): Promise<number[]> {
  const services = DatabaseServiceStore.create({ knex });
  const scorecards = DatabaseScorecardStore.create({ knex });
  const snapshots = DatabaseSnapshotStore.create({ knex });
  const all: number[] = [];
  const part = 200;
  for (let start = 0; start < options.services; start += part) {
    const indexes = Array.from(
      { length: Math.min(part, options.services - start) },
      (_, offset) => start + offset,
    );
    const ids = await services.describe(
      indexes.map(index => describe(index, options.owners)),
    );
    all.push(...ids);
    await scorecards.save(
      ids.map((serviceId, offset) => ({
        serviceId,
        scorecard: evaluate(rubric, {
          facts: factsOf(start + offset),
          now: new Date(0),
        }),
      })),
      new Date(),
    );
    if (!options.snapshots) continue;
    for (const [offset, serviceId] of ids.entries()) {
      await snapshots.save(
        { serviceId, source: 'seed', format: 'seed' },
        { revision: 'seed', facts: factsOf(start + offset) },
      );
    }
  }
  await knex('evaluations').update({
    evaluated_at: new Date().toISOString(),
    at: new Date().toISOString(),
  });
  return all;
}

function describe(index: number, owners: number): ServiceDescription {
  const name = `service-${String(index).padStart(6, '0')}`;
  return {
    entityRef: `component:default/${name}`,
    owner: `group:default/team-${index % owners}`,
    system: `system:default/system-${index % (owners * 3)}`,
    type: 'service',
    lifecycle: index % 10 === 0 ? 'experimental' : 'production',
    tags: [`language-${index % 7}`],
    repository: `git.example.com/acme/${name}`,
    host: 'git.example.com',
    entity: serviceEntity(name, {
      annotations: {
        'backstage.io/source-location': `url:${treeOf(name)}`,
      },
    }),
  };
}

function factsOf(index: number): Facts {
  const source = { path: 'app.js', line: 2 };
  return {
    commit: 'c0ffee0',
    collections: {
      code:
        index % 3 === 0
          ? []
          : [{ source, ...{ capability: 'health-endpoint', name: '/health' } }],
      ownership: [{ source, ...{ by: 'catalog', owner: 'x', exists: true } }],
      docs: index % 2 === 0 ? [{ source, ...{ kind: 'readme' } }] : [],
    },
    gaps: [],
  };
}
