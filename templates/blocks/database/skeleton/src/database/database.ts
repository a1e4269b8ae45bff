import type { FastifyBaseLogger } from 'fastify';
import pg from 'pg';
import { Gauge, type Registry } from 'prom-client';
import type { Config } from '../config.js';

/** A connection on which a transaction has begun. */
export type Transaction = Pick<pg.ClientBase, 'query'>;

/** The connections to PostgreSQL. */
export interface Database {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Commits what the work does when it resolves, and none of it when it rejects. */
  transaction<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result>;
  /** Rejects while the database cannot answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a pool of its own size; waiting for a connection and running a statement both have an end. */
export function connectDatabase(
  config: Pick<Config, 'databaseUrl' | 'databasePoolSize' | 'databaseTimeoutMs'>,
  registry: Registry,
  log: Pick<FastifyBaseLogger, 'warn'>,
): Database {
  const pool = new pg.Pool({
    connectionString: config.databaseUrl,
    max: config.databasePoolSize,
    connectionTimeoutMillis: config.databaseTimeoutMs,
    statement_timeout: config.databaseTimeoutMs,
    query_timeout: config.databaseTimeoutMs + 500,
    idle_in_transaction_session_timeout: 10_000,
    idleTimeoutMillis: 30_000,
  });
  // An idle connection that is cut off is replaced by the pool; without a listener it would end the process.
  pool.on('error', error => log.warn({ err: error }, 'an idle database connection was lost'));
  new Gauge({
    name: 'database_pool_connections',
    help: 'Connections to the database, by what they do',
    labelNames: ['state'],
    registers: [registry],
    collect() {
      this.set({ state: 'idle' }, pool.idleCount);
      this.set({ state: 'used' }, pool.totalCount - pool.idleCount);
      this.set({ state: 'awaited' }, pool.waitingCount);
    },
  });
  return {
    query: async <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
      (await pool.query<Row>(text, values)).rows,
    transaction: async work => {
      const client = await pool.connect();
      // The query under way fails, too; an error event that nobody listens to would end the process.
      const ignore = (): void => undefined;
      client.on('error', ignore);
      try {
        await client.query('BEGIN');
        const result = await work(client);
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        // A connection that cannot even roll back is closed, which rolls back too.
        await client.query('ROLLBACK').then(
          () => client.release(),
          () => client.release(true),
        );
        throw error;
      } finally {
        client.off('error', ignore);
      }
    },
    ping: async () => {
      await pool.query('SELECT 1');
    },
    close: () => pool.end(),
  };
}
