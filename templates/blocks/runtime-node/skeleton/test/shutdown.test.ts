import assert from 'node:assert/strict';
import { Agent, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type Service, createService } from '../src/app.js';
import { shutDown } from '../src/shutdown.js';
import { testConfig } from './support.js';

function request(port: number, path: string, agent: Agent) {
  return new Promise<{ status: number | undefined; connection: string | undefined }>((resolve, reject) => {
    get({ port, path, agent, host: '127.0.0.1' }, response => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode, connection: response.headers.connection }));
    }).on('error', reject);
  });
}

test('finishes what runs, turns clients away politely, then closes', async () => {
  const service = await createService(testConfig());
  service.app.get('/slow', async () => {
    await wait(300);
    return { done: true };
  });
  await service.app.listen({ host: '127.0.0.1', port: 0 });
  service.health.started();
  const { port } = service.app.server.address() as AddressInfo;
  const agent = new Agent({ keepAlive: true });
  try {
    await drain(service, port, agent);
  } finally {
    await service.close();
    agent.destroy();
  }
});

async function drain(service: Service, port: number, agent: Agent) {
  assert.equal((await request(port, '/v1/greetings/Ada', agent)).status, 200);
  const slow = request(port, '/slow', agent);
  await wait(50);
  const closing = shutDown(service, { shutdownDelayMs: 100, shutdownTimeoutMs: 5_000 });
  const during = await request(port, '/v1/greetings/Ada', agent);
  assert.deepEqual(during, { status: 200, connection: 'close' });
  assert.equal((await request(port, '/readyz', agent)).status, 503);

  assert.equal((await slow).status, 200);
  assert.equal(await closing, 'drained');
  await assert.rejects(request(port, '/healthz', agent), /ECONNREFUSED/);
}

test('gives up on requests that do not finish in time', async () => {
  const service = await createService(testConfig());
  let finish = (): void => undefined;
  service.app.get('/stuck', () => new Promise<object>(resolve => (finish = () => resolve({}))));
  await service.app.listen({ host: '127.0.0.1', port: 0 });
  service.health.started();
  const agent = new Agent();
  const stuck = request((service.app.server.address() as AddressInfo).port, '/stuck', agent);
  await wait(50);

  assert.equal(await shutDown(service, { shutdownDelayMs: 0, shutdownTimeoutMs: 100 }), 'timed out');
  finish();
  await stuck;
  agent.destroy();
});
