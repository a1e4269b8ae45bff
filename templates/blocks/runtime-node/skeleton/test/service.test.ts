import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ServiceError } from '../src/errors.js';
import { withService } from './support.js';

interface Failure {
  error: { code: string; message: string; requestId: string };
}

test('answers a valid request and refuses an invalid one', () =>
  withService(async ({ app }) => {
    const answer = await app.inject('/v1/greetings/Ada');
    assert.equal(answer.statusCode, 200);
    assert.deepEqual(answer.json(), { message: 'Hello, Ada!' });

    const refused = await app.inject(`/v1/greetings/${'x'.repeat(61)}`);
    assert.equal(refused.statusCode, 400);
    assert.match(refused.json<Failure>().error.message, /must NOT have more than 60 characters/);
  }));

test('tells the client about its own errors, and nothing about ours', () =>
  withService(async ({ app }) => {
    app.get('/fails', () => {
      throw new Error('password=hunter2');
    });
    app.get('/busy', () => {
      throw new ServiceError(503, 'busy', 'Try again later');
    });

    const internal = await app.inject('/fails');
    assert.equal(internal.statusCode, 500);
    assert.equal(internal.json<Failure>().error.code, 'internal');
    assert.doesNotMatch(internal.body, /hunter2/);
    assert.deepEqual((await app.inject('/busy')).json<Failure>().error.message, 'Try again later');

    const missing = await app.inject('/nowhere');
    assert.equal(missing.statusCode, 404);
    assert.equal(missing.json<Failure>().error.code, 'not-found');
  }));

test('limits the requests of one client', () =>
  withService(
    async ({ app }) => {
      const from = (remoteAddress: string) => app.inject({ url: '/v1/greetings/Ada', remoteAddress });
      assert.equal((await from('10.0.0.1')).statusCode, 200);
      assert.equal((await from('10.0.0.1')).statusCode, 200);
      const limited = await from('10.0.0.1');
      assert.equal(limited.statusCode, 429);
      assert.equal(limited.json<Failure>().error.code, 'too-many-requests');
      assert.equal((await from('10.0.0.2')).statusCode, 200);
      assert.equal((await app.inject({ url: '/healthz', remoteAddress: '10.0.0.1' })).statusCode, 200);
    },
    { rateLimit: 2 },
  ));
