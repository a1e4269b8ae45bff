import knexFactory, { Knex } from 'knex';
import {
  PostgresConnection,
  TestPostgres,
} from '../../../../plugins/production-readiness-backend/src/__testUtils__/TestPostgres';

/** The server of one run, with its databases. */
export class Database {
  private readonly opened = new Map<string, Knex>();

  private constructor(private readonly postgres: TestPostgres) {}

  static async start(): Promise<Database> {
    return new Database(await TestPostgres.start());
  }

  get connection(): PostgresConnection {
    return this.postgres.connection;
  }

  /** A pool of connections to a database that exists. */
  open(name: string): Knex {
    const knex =
      this.opened.get(name) ??
      knexFactory({
        client: 'pg',
        connection: { ...this.connection, database: name },
        pool: { min: 0, max: 10 },
      });
    this.opened.set(name, knex);
    return knex;
  }

  /** Makes a database, empty or like another that nobody is connected to. */
  async create(name: string, like = 'template1'): Promise<Knex> {
    await this.close(like);
    const server = this.open('postgres');
    // A portal that has ended may not have been noticed yet.
    await server.raw(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = ?',
      [like],
    );
    await server.raw('create database ?? template ??', [name, like]);
    return this.open(name);
  }

  async close(name: string): Promise<void> {
    await this.opened.get(name)?.destroy();
    this.opened.delete(name);
  }

  async drop(name: string): Promise<void> {
    await this.close(name);
    await this.open('postgres').raw('drop database ??', [name]);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.opened.keys()].map(name => this.close(name)));
    await this.postgres.stop();
  }
}

/** The database of a plugin of the portal that goes by a prefix. */
export function databaseOf(prefix: string, plugin: string): string {
  return `${prefix}${plugin}`;
}
