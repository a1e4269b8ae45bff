import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadConfig } from '../src/config.js';

const complete = { DATABASE_URL: 'postgresql://localhost/test' };

test('has a default for everything that does not depend on the place', () => {
  const config = loadConfig(complete);
  assert.equal(config.port, 3000);
  assert.equal(config.tracesUrl, undefined);
});

test('reads the environment', () => {
  const config = loadConfig({ ...complete, PORT: '8080', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' });
  assert.equal(config.port, 8080);
  assert.equal(config.tracesUrl, 'http://collector:4318/v1/traces');
});

test('names every setting that is wrong', () => {
  assert.throws(
    () => loadConfig({ ...complete, PORT: 'http', LOG_LEVEL: 'loud', OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' }),
    /OTEL_EXPORTER_OTLP_ENDPOINT must be a URL .*; PORT must be a whole number from 0 to 65535; LOG_LEVEL must be one of/,
  );
});
