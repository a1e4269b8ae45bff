import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createApp } from '../src/app.js';
import type { Database } from '../src/database.js';

function create(overrides: Partial<Database> = {}) {
  const database: Database = {
    ping: async () => {},
    insert: async order => ({ id: '1', ...order }),
    find: async () => undefined,
    close: async () => {},
    ...overrides,
  };
  return createApp({ database, logLevel: 'silent' });
}

test('places an order and counts it', async () => {
  const app = create();
  const answer = await app.inject({ method: 'POST', url: '/orders', payload: { customer: 'ada', total: 12.5 } });
  assert.equal(answer.statusCode, 201);
  assert.deepEqual(answer.json(), { id: '1', customer: 'ada', total: 12.5 });
  const metrics = await app.inject('/metrics');
  assert.match(metrics.body, /orders_placed_total 1/);
});

test('refuses an order that costs nothing', async () => {
  const answer = await create().inject({ method: 'POST', url: '/orders', payload: { customer: 'ada', total: 0 } });
  assert.equal(answer.statusCode, 400);
});

test('is not ready while the database is away', async () => {
  const app = create({ ping: () => Promise.reject(new Error('down')) });
  assert.equal((await app.inject('/health/ready')).statusCode, 503);
  assert.equal((await app.inject('/health/live')).statusCode, 200);
});

test('does not tell a caller what broke', async () => {
  const app = create({ find: () => Promise.reject(new Error('relation "orders" does not exist')) });
  const answer = await app.inject('/orders/1');
  assert.equal(answer.statusCode, 500);
  assert.doesNotMatch(answer.body, /relation/);
});
