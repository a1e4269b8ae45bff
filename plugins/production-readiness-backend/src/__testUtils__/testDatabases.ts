import knexFactory, { Knex } from 'knex';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { postgresProblem, TestPostgres } from './TestPostgres';

/** Gives out empty databases of one kind. */
export interface TestDatabases {
  create(): Promise<Knex>;
  /** Another connection to a database that was given out, as a second process would have it. */
  connect(knex: Knex): Knex;
}

/**
 * The databases to test on, for `describe.each`: SQLite, and PostgreSQL where it can run. Where it cannot, it says that
 * it was skipped and why.
 */
export function databaseKinds(): Array<[string, () => TestDatabases]> {
  const problem = postgresProblem();
  // eslint-disable-next-line no-console
  if (problem) console.warn(`Skipped on PostgreSQL: ${problem}`);
  return [
    ['SQLite', sqliteDatabases],
    ...(problem
      ? []
      : [['PostgreSQL', postgresDatabases] satisfies [string, unknown]]),
  ];
}

function sqliteDatabases(): TestDatabases {
  const opened: Knex[] = [];
  let folder: string;
  const open = (filename: string) => {
    const knex = knexFactory({
      client: 'better-sqlite3',
      connection: { filename },
      useNullAsDefault: true,
      pool: {
        min: 1,
        max: 1,
        afterCreate(
          connection: { pragma(text: string): void },
          done: (error?: Error) => void,
        ) {
          connection.pragma('foreign_keys = ON');
          done();
        },
      },
    });
    opened.push(knex);
    return knex;
  };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'readiness-sqlite-'));
  });
  afterAll(async () => {
    await Promise.all(opened.map(knex => knex.destroy()));
    await rm(folder, { recursive: true, force: true });
  });
  return {
    create: async () => open(join(folder, `${randomName()}.db`)),
    connect: knex => open(knex.client.config.connection.filename),
  };
}

function postgresDatabases(): TestDatabases {
  const opened: Knex[] = [];
  let postgres: TestPostgres;
  const open = (database: string) => {
    const knex = knexFactory({
      client: 'pg',
      connection: { ...postgres.connection, database },
    });
    opened.push(knex);
    return knex;
  };
  beforeAll(async () => {
    postgres = await TestPostgres.start();
  }, 60_000);
  afterAll(async () => {
    await Promise.all(opened.map(knex => knex.destroy()));
    await postgres?.stop();
  }, 60_000);
  return {
    async create() {
      const name = randomName();
      await open('postgres').raw('create database ??', [name]);
      return open(name);
    },
    connect: knex => open(knex.client.config.connection.database),
  };
}

function randomName(): string {
  return `test_${randomBytes(6).toString('hex')}`;
}
