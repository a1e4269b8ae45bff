import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from '../src/config.js';

const complete = { DATABASE_URL: 'postgresql://localhost/test' };

test('has a default for everything but the database', () => {
  const config = loadConfig(complete);
  assert.equal(config.port, 9100);
  assert.equal(config.concurrency, 10);
  assert.equal(config.tracesUrl, undefined);
  assert.throws(() => loadConfig({}), /DATABASE_URL must be set/);
});

test('reads the environment, and has a connection for each job at a time', () => {
  const collector = 'http://collector:4318';
  const config = loadConfig({ ...complete, JOB_CONCURRENCY: '40', OTEL_EXPORTER_OTLP_ENDPOINT: collector });
  assert.equal(config.concurrency, 40);
  assert.ok(config.databasePoolSize > 40);
  assert.equal(config.tracesUrl, 'http://collector:4318/v1/traces');
});

test('names every setting that is wrong', () => {
  assert.throws(
    () => loadConfig({ DATABASE_URL: 'mysql://localhost', JOB_CONCURRENCY: '0', LOG_LEVEL: 'loud' }),
    /JOB_CONCURRENCY must be a whole number from 1 to 200; LOG_LEVEL must be one of .*; DATABASE_URL must be a URL/,
  );
});
