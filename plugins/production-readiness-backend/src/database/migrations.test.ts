import { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseKinds } from '../__testUtils__/testDatabases';
import { DatabaseReviewStore } from './DatabaseReviewStore';
import { DatabaseScorecardStore } from './DatabaseScorecardStore';
import { migrationsFolder } from './openDatabase';
import { DatabaseSnapshotStore } from './SnapshotStore';

type Row = Record<string, unknown>;

/** What a database holds that was used at the schema of one migration: beside what those before hold. */
interface Fixture {
  sha256: string;
  rows: Record<string, Row[]>;
}

const directory = migrationsFolder;
const migrations = readdirSync(directory).sort();
const fixtureOf = (migration: string): Fixture =>
  JSON.parse(
    readFileSync(
      join(__dirname, '__fixtures__', migration.replace(/\.js$/, '.json')),
      'utf8',
    ),
  );

describe('a released migration', () => {
  it.each(migrations)('%s is never edited, and has data to try', name => {
    const text = readFileSync(join(directory, name), 'utf8');
    // A new one gets a fixture with its hash and its rows; one that is out needs a migration after it instead.
    expect(createHash('sha256').update(text).digest('hex')).toBe(
      fixtureOf(name).sha256,
    );
  });
});

describe.each(databaseKinds())('on %s', (_kind, open) => {
  const databases = open();

  it.each(migrations.map((name, index) => [name, index + 1] as const))(
    'data of the schema of %s is kept on the way up and down',
    async (_name, count) => {
      const knex = await databases.create();
      const steps = migrations.length - count;
      for (let step = 0; step < count; step += 1) {
        await knex.migrate.up({ directory });
      }
      const fixtures = migrations.slice(0, count).map(fixtureOf);
      for (const { rows } of fixtures) await insert(knex, rows);

      await knex.migrate.latest({ directory });
      expect(await lost(knex, fixtures)).toEqual([]);
      await expectReadable(knex);

      for (let step = 0; step < steps; step += 1) {
        await knex.migrate.down({ directory });
      }
      expect(await lost(knex, fixtures)).toEqual([]);
      await knex.migrate.latest({ directory });
      expect(await lost(knex, fixtures)).toEqual([]);
    },
  );

  it('nothing is left after the way down to the start, and the way up begins anew', async () => {
    const knex = await databases.create();
    await knex.migrate.latest({ directory });
    await insert(knex, fixtureOf(migrations[0]).rows);
    // What belongs to a service goes with it.
    await knex('services').delete();
    expect(await knex('evaluations').select()).toEqual([]);

    await knex.migrate.rollback({ directory }, true);
    expect(await knex.schema.hasTable('services')).toBe(false);
    await knex.migrate.latest({ directory });
    expect(await knex('services').select()).toEqual([]);
  });
});

async function insert(knex: Knex, rows: Fixture['rows']): Promise<void> {
  for (const [table, all] of Object.entries(rows)) {
    for (const row of all) await knex(table).insert(mapValues(row, toDatabase));
  }
}

/** The rows that are there no more, or no longer say the same. */
async function lost(knex: Knex, fixtures: Fixture[]): Promise<unknown[]> {
  const missing: unknown[] = [];
  for (const [table, all] of fixtures.flatMap(({ rows }) =>
    Object.entries(rows),
  )) {
    const stored: Row[] = await knex(table).select();
    const plain = stored.map(row => mapValues(row, fromDatabase));
    for (const row of all) {
      const columns = Object.entries(mapValues(row, fromDatabase));
      const isKept = plain.some(one =>
        columns.every(([column, value]) => one[column] === value),
      );
      if (!isKept) missing.push({ table, row });
    }
  }
  return missing;
}

/** What the product makes of it. */
async function expectReadable(knex: Knex): Promise<void> {
  const entityRef = 'component:default/orders';
  const scorecard = await DatabaseScorecardStore.create({ knex }).find(
    entityRef,
  );
  expect(scorecard?.scorecard).toMatchObject({ level: 'L2' });
  const snapshot = await DatabaseSnapshotStore.create({ knex }).newest(1);
  expect(snapshot?.facts).toMatchObject({ commit: 'c0ffee' });
  const reviews = DatabaseReviewStore.create({ knex });
  const { items } = await reviews.list(
    { readable: 'all' },
    { cursor: undefined, limit: 10 },
  );
  expect(items).toContainEqual(expect.objectContaining({ id: 'r1' }));
  const [{ event }] = await reviews.read('r1');
  expect(event).toMatchObject({ type: 'opened', entityRef });
}

function mapValues(row: Row, change: (value: unknown) => unknown): Row {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, change(value)]),
  );
}

function isBinary(value: unknown): value is { base64: string } {
  return typeof value === 'object' && value !== null && 'base64' in value;
}

function toDatabase(value: unknown): unknown {
  return isBinary(value) ? Buffer.from(value.base64, 'base64') : value;
}

/** SQLite has 0 and 1 for false and true. */
function fromDatabase(value: unknown): unknown {
  if (Buffer.isBuffer(value)) return value.toString('base64');
  if (isBinary(value)) return value.base64;
  return typeof value === 'boolean' ? Number(value) : value;
}
