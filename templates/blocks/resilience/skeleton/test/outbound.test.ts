import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { Registry } from 'prom-client';
import type { GuardOptions } from '../src/outbound/createGuard.js';
import { type QuotesClient, createQuotesClient } from '../src/outbound/quotesClient.js';
import { ServiceError } from '../src/errors.js';

type Fault = 'none' | 'error' | 'hang' | 'slow' | 'missing';

/** A quotes service in which faults can be injected: the given ones first, then the last one for ever. */
async function withQuotes(
  faults: Fault[],
  use: (client: QuotesClient, seen: { calls: number; atOnce: number }, registry: Registry) => Promise<void>,
  overrides: Partial<GuardOptions> = {},
): Promise<void> {
  const seen = { calls: 0, atOnce: 0 };
  let running = 0;
  const server = createServer((_request, response) => {
    const fault = faults[Math.min(seen.calls++, faults.length - 1)];
    seen.atOnce = Math.max(seen.atOnce, ++running);
    response.on('close', () => running--);
    const answer = (status: number) => response.writeHead(status).end(JSON.stringify({ text: 'Festina lente' }));
    if (fault === 'hang') return;
    if (fault === 'slow') void wait(50).then(() => answer(200));
    else answer(fault === 'error' ? 503 : fault === 'missing' ? 404 : 200);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const registry = new Registry();
  const config = { quotesUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, quotesTimeoutMs: 200 };
  try {
    await use(createQuotesClient(config, registry, overrides), seen, registry);
  } finally {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
}

const unavailable = (error: unknown) => error instanceof ServiceError && error.code === 'quotes-unavailable';
const heldBack = (error: unknown) => error instanceof ServiceError && error.code === 'quotes-held-back';

test('retry: a failure that passes is not seen by the caller', () =>
  withQuotes(['error', 'error', 'none'], async (client, seen) => {
    assert.deepEqual(await client.quote('haste'), { text: 'Festina lente' });
    assert.equal(seen.calls, 3);
  }));

test('retry: a mistake of the caller is not tried again', () =>
  withQuotes(['missing'], async (client, seen) => {
    await assert.rejects(client.quote('nothing'), (error: ServiceError) => error.statusCode === 404);
    assert.equal(seen.calls, 1);
  }));

test('timeout: a service that does not answer costs the caller no more than its time', () =>
  withQuotes(
    ['hang'],
    async (client, seen, registry) => {
      const begun = Date.now();
      await assert.rejects(client.quote('haste'), unavailable);
      assert.ok(Date.now() - begun < 1_000);
      assert.equal(seen.calls, 1);
      assert.match(await registry.metrics(), /outbound_requests_total\{dependency="quotes",outcome="timeout"\} 1/);
    },
    { retries: 0 },
  ));

test('circuit breaker: after failures in a row no call is made, until the service has had time to recover', () =>
  withQuotes(
    ['error', 'error', 'error', 'none'],
    async (client, seen, registry) => {
      for (let i = 0; i < 3; i++) {
        await assert.rejects(client.quote('haste'), unavailable);
      }
      await assert.rejects(client.quote('haste'), heldBack);
      assert.equal(seen.calls, 3);
      assert.match(await registry.metrics(), /outbound_circuit_open\{dependency="quotes"\} 1/);

      await wait(120);
      assert.deepEqual(await client.quote('haste'), { text: 'Festina lente' });
      assert.match(await registry.metrics(), /outbound_circuit_open\{dependency="quotes"\} 0/);
    },
    { retries: 0, failures: 3, openMs: 100 },
  ));

test('bulkhead: no more calls at a time than allowed, and none waits without end', () =>
  withQuotes(
    ['slow'],
    async (client, seen) => {
      const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => client.quote('haste')));
      assert.equal(seen.atOnce, 2);
      assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 4);
      const refused = outcomes.filter(outcome => outcome.status === 'rejected');
      assert.ok(refused.every(({ reason }) => heldBack(reason)));
    },
    { retries: 0, concurrency: 2 },
  ));
