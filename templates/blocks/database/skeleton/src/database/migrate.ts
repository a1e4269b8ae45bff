import { fileURLToPath } from 'node:url';
import { runner } from 'node-pg-migrate';

export interface MigrateOptions {
  databaseUrl: string;
  direction: 'up' | 'down';
  /** How many steps; all upwards and one downwards if left out. */
  count?: number;
  log?: (message: string) => void;
}

/**
 * Brings the database up, or takes steps back. Each step is a transaction of its own, so that no lock is held longer
 * than one step takes; only one process migrates at a time, and the others find nothing left to do.
 */
export async function migrate({ databaseUrl, direction, count, log = () => undefined }: MigrateOptions): Promise<string[]> {
  const done = await runner({
    databaseUrl: { connectionString: databaseUrl, connectionTimeoutMillis: 10_000 },
    dir: fileURLToPath(new URL('../../migrations', import.meta.url)),
    migrationsTable: 'schema_migrations',
    migrationLoaderStrategies: [{ extensions: ['.sql'], loader: 'sql' }],
    direction,
    count: count ?? (direction === 'up' ? Infinity : 1),
    checkOrder: true,
    singleTransaction: false,
    advisoryLockMode: 'wait',
    log,
  });
  return done.map(({ name }) => name);
}
