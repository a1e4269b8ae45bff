import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Knex } from 'knex';

export const migrationsFolder = resolvePackagePath(
  '@goldenpath/backstage-plugin-production-readiness-backend',
  'migrations',
);

/** The plugin's database, at its newest schema. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!database.migrations?.skip) {
    await knex.migrate.latest({ directory: migrationsFolder });
  }
  return knex;
}
