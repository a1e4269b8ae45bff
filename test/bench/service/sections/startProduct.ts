import { databaseOf } from '../database/Database';
import { growFleet } from '../fleet/growFleet';
import { seedFleet } from '../fleet/seedFleet';
import { Portal } from '../portal/Portal';
import { Context } from './Context';

const plugin = 'production-readiness';

export function prefixOf(services: number): string {
  return `fleet_${services}_`;
}

/** The database of a fleet of a size, seeded or grown the first time that it is asked for. */
export async function fleetDatabase(
  { database, progress, rubric, sizes }: Context,
  services: number,
): Promise<string> {
  const name = databaseOf(prefixOf(services), plugin);
  const [seeded] = sizes.fleets;
  const seed = databaseOf(prefixOf(seeded), plugin);
  const known: string[] = await database
    .open('postgres')('pg_database')
    .pluck('datname');
  if (!known.includes(seed)) {
    progress(`seeding ${seeded} services`);
    await seedFleet(await database.create(seed), rubric, seeded);
  }
  if (!known.includes(name) && name !== seed) {
    progress(`growing the fleet to ${services} services`);
    await growFleet(await database.create(name, seed), seeded, services);
  }
  return name;
}

/** Makes the databases of all fleets, of which none can be copied while somebody is connected to it. */
export async function prepareFleets(context: Context): Promise<void> {
  const { fleets, reevaluated } = context.sizes;
  for (const services of new Set([...fleets, reevaluated])) {
    await fleetDatabase(context, services);
  }
}

/** A portal over the fleet of a size, with nothing due and no sweep while it is measured. */
export async function startProduct(
  context: Context,
  services: number,
): Promise<Portal> {
  await fleetDatabase(context, services);
  return Portal.start({
    plugin,
    connection: context.database.connection,
    prefix: prefixOf(services),
    services,
    config: {
      productionReadiness: {
        rubric: { files: [context.rubricFile] },
        sweep: { every: { days: 30 }, discover: { days: 1 } },
      },
    },
  });
}
