import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Registry } from 'prom-client';
import { Health, type HealthReport } from '../src/health.js';
import { createService } from '../src/app.js';
import { testConfig, withService } from './support.js';

test('is alive from the first moment, and ready only once it has started', async () => {
  const service = await createService(testConfig());
  try {
    assert.equal((await service.app.inject('/healthz')).statusCode, 200);
    const before = await service.app.inject('/readyz');
    assert.equal(before.statusCode, 503);
    assert.equal(before.json<HealthReport>().status, 'starting');
  } finally {
    await service.close();
  }
});

test('is not ready while a dependency is down, and stays alive', () =>
  withService(async ({ app, health }) => {
    let broken = true;
    health.addDependency('ledger', () => (broken ? Promise.reject(new Error('refused')) : Promise.resolve()));

    const down = await app.inject('/readyz');
    assert.equal(down.statusCode, 503);
    assert.equal(down.json<HealthReport>().dependencies.ledger, 'down');
    assert.match((await app.inject('/metrics')).body, /dependency_up\{dependency="ledger"\} 0/);
    assert.equal((await app.inject('/healthz')).statusCode, 200);

    broken = false;
    const up = await app.inject('/readyz');
    assert.equal(up.json<HealthReport>().dependencies.ledger, 'up');
    assert.match((await app.inject('/metrics')).body, /dependency_up\{dependency="ledger"\} 1/);
  }));

test('takes a dependency that does not answer for down', async () => {
  const health = new Health(new Registry());
  health.started();
  health.addDependency('slow', () => new Promise(() => undefined));
  assert.deepEqual(await health.report(), { status: 'unavailable', dependencies: { slow: 'down' } });
});
