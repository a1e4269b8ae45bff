import { Knex } from 'knex';
import { ConstructorOptions } from 'pg-boss';

/** Lets pg-boss use the connections that Backstage has configured for the plugin. */
export function knexDatabase(knex: Knex): ConstructorOptions['db'] {
  return {
    async executeSql(text, values) {
      const { client } = knex;
      const connection = await client.acquireConnection();
      try {
        return await connection.query(text, values);
      } catch (error) {
        // A text of several statements leaves its transaction open when one of them fails.
        await connection.query('rollback').catch(() => {});
        throw error;
      } finally {
        await client.releaseConnection(connection);
      }
    },
  };
}
