import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import createKnex, { Knex } from 'knex';

/**
 * A database in memory for each plugin. Plugins poll theirs a little longer than they live, so the pools cannot be
 * closed; after `release` they do not keep the process alive either.
 */
export function memoryDatabases() {
  const databases: Knex[] = [];
  const service = createServiceFactory({
    service: coreServices.database,
    deps: {},
    factory() {
      const knex = createKnex({
        client: 'better-sqlite3',
        connection: ':memory:',
        useNullAsDefault: true,
        pool: {
          min: 1,
          max: 1,
          afterCreate(connection: any, done: (error?: Error) => void) {
            connection.pragma('foreign_keys = ON');
            done();
          },
        },
      });
      databases.push(knex);
      return mockServices.database({ knex });
    },
  });
  return {
    service,
    release: () =>
      databases.forEach(knex => knex.client.pool.interval?.unref()),
  };
}
