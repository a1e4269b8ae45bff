import assert from 'node:assert/strict';
import { test } from 'node:test';
import pg from 'pg';
import { migrate } from '../src/database/migrate.js';
import type { HealthReport } from '../src/health.js';
import { withService } from './support.js';

// In CI, and after `docker compose up --detach database`: TEST_DATABASE_URL=postgresql://…/test npm test
const databaseUrl = process.env.TEST_DATABASE_URL ?? '';
const skip = databaseUrl === '' && 'TEST_DATABASE_URL is not set';

async function schema(): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
        WHERE table_schema = 'public' AND table_name <> 'schema_migrations' ORDER BY 1`,
    );
    return rows.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

test('is not ready while the database is down, and alive all the same', () =>
  withService(
    async ({ app }) => {
      const ready = await app.inject('/readyz');
      assert.equal(ready.statusCode, 503);
      assert.deepEqual(ready.json<HealthReport>().dependencies, { database: 'down' });
      assert.equal((await app.inject('/healthz')).statusCode, 200);
      const failed = await app.inject('/v1/notes');
      assert.equal(failed.statusCode, 500);
      assert.doesNotMatch(failed.body, /ECONNREFUSED|127\.0\.0\.1/);
    },
    { databaseUrl: 'postgresql://nobody@127.0.0.1:9/nothing' },
  ));

test('migrates up, down to nothing, and up again', { skip }, async () => {
  await migrate({ databaseUrl, direction: 'up' });
  const complete = await schema();
  assert.ok(complete.includes('notes.title'));
  await migrate({ databaseUrl, direction: 'down', count: Infinity });
  assert.deepEqual(await schema(), []);
  await migrate({ databaseUrl, direction: 'up' });
  assert.deepEqual(await schema(), complete);
});

test('serves before, during and after the expansion: every step works with the version before it', { skip }, async () => {
  await migrate({ databaseUrl, direction: 'down', count: Infinity });
  await migrate({ databaseUrl, direction: 'up', count: 2 });
  await withService(
    async ({ app }) => {
      const client = new pg.Client({ connectionString: databaseUrl });
      await client.connect();
      // What the version before the expansion writes.
      await client.query("INSERT INTO notes (body) VALUES ('old')");
      await client.end();
      const listed = async () =>
        (await app.inject('/v1/notes')).json<{ items: { title: string }[] }>().items.map(({ title }) => title);
      assert.deepEqual(await listed(), ['old']);
      const post = () => app.inject({ method: 'POST', url: '/v1/notes', payload: { title: 'New', body: 'new' } });
      assert.equal((await post()).statusCode, 201);
      await migrate({ databaseUrl, direction: 'up' });
      assert.equal((await post()).statusCode, 201);
      assert.deepEqual(await listed(), ['New', 'New', 'old']);
      assert.equal((await app.inject('/readyz')).statusCode, 200);
    },
    { databaseUrl },
  );
});
