import { mockServices } from '@backstage/backend-test-utils';
import { ScmIntegrations } from '@backstage/integration';
import { Knex } from 'knex';
import { DatabaseClaimStore } from './database/DatabaseClaimStore';
import { FleetEvaluator } from './fleet/FleetEvaluator';
import { ExternalFactStore } from './origins/ExternalFactStore';
import { loadRubric } from './rubric/loadRubric';
import { DatabaseRollupStore } from './rollups/DatabaseRollupStore';
import { migrationsFolder } from './database/openDatabase';
import { seedFleet } from './__testUtils__/seedFleet';
import { startPortal, testRubric } from './__testUtils__/startPortal';
import { databaseKinds } from './__testUtils__/testDatabases';
import { TestRepositories } from './__testUtils__/TestRepositories';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';

const user = 'user:default/dev';
const paths = [
  '/scorecards?limit=20',
  '/scorecards?sort=-level&limit=20&lifecycle=production',
  '/scorecards?owner=team-1&sort=level',
  '/scorecards?tag=language-3',
  '/rollups/levels?by=all',
  '/rollups/levels?by=owner&limit=10',
  '/rollups/checks',
  '/rollups/trend?by=all',
  '/rollups/movers',
  '/checks/health-endpoint/results?state=fail&limit=20',
  '/scorecards/component/default/service-000001',
  '/operations/health',
];

describe.each(databaseKinds())('on %s', (_kind, openDatabases) => {
  const databases = openDatabases();

  /** Statements that each path takes in a fleet of a size. */
  async function statements(size: number): Promise<Record<string, number>> {
    const knex: Knex = await databases.create();
    await knex.migrate.latest({ directory: migrationsFolder });
    await seedFleet(knex, await loadRubric([testRubric]), {
      services: size,
      owners: 5,
    });
    await DatabaseRollupStore.create({ knex }).refresh(new Date());
    const catalog = catalogServiceMock.mock({
      // The sweep must not archive the seeded services.
      streamEntities: async function* none() {
        throw new Error('The catalog is away');
      },
      getEntityByRef: async () => {
        throw new Error('Nobody who may read everything needs the catalog');
      },
    });
    const portal = await startPortal({
      knex,
      entities: [],
      catalog,
      repositories: new TestRepositories(),
    });
    const counts: Record<string, number> = {};
    let count = 0;
    knex.on('query', ({ sql }) => {
      if (/^select/i.test(sql)) count += 1;
    });
    for (const path of paths) {
      count = 0;
      await portal.as(user).get(path).expect(200);
      counts[path] = count;
    }
    await portal.backend.stop();
    return counts;
  }

  it('takes as many statements for a large fleet as for a small one', async () => {
    const small = await statements(10);
    const large = await statements(600);
    expect(large).toEqual(small);
    expect(Math.max(...Object.values(large))).toBeLessThanOrEqual(2);
  }, 60_000);

  it('writes nothing when a fleet is evaluated and counted again and nothing has changed', async () => {
    const knex = await databases.create();
    await knex.migrate.latest({ directory: migrationsFolder });
    const rubric = await loadRubric([testRubric]);
    await seedFleet(knex, rubric, {
      services: 250,
      owners: 5,
      snapshots: true,
    });
    const fleet = FleetEvaluator.create({
      auth: mockServices.auth(),
      catalog: catalogServiceMock(),
      claims: DatabaseClaimStore.create({ knex }),
      externalFacts: ExternalFactStore.create({ knex }),
      integrations: ScmIntegrations.fromConfig(mockServices.rootConfig()),
      knex,
      staleAfter: 86_400_000,
    });
    const rollups = DatabaseRollupStore.create({ knex });
    let written = 0;
    knex.on('query', ({ sql }) => {
      if (/^(insert|update|delete)/i.test(sql)) written += 1;
    });
    expect(await fleet.apply(rubric)).toBe(250);
    expect(await rollups.refresh(new Date())).toBeGreaterThan(0);
    expect(written).toBeGreaterThan(0);
    written = 0;
    expect(await fleet.apply(rubric)).toBe(250);
    expect(await rollups.refresh(new Date())).toBe(0);
    expect(written).toBe(0);
  }, 60_000);
});
