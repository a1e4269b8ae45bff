import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import request from 'supertest';
import { databaseHealth } from './databaseHealth';

const path = '/.backstage/health/v1';

function start(database: { client: string; connection: string | object }) {
  return startTestBackend({
    features: [
      databaseHealth,
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'http://localhost' },
          backend: { baseUrl: 'http://localhost', listen: ':0', database },
        },
      }),
      mockServices.rootLogger.factory(),
    ],
  });
}

describe('databaseHealth', () => {
  it('is ready while the database answers', async () => {
    const { server } = await start({
      client: 'better-sqlite3',
      connection: ':memory:',
    });
    const { status } = await request(server).get(`${path}/readiness`);
    expect(status).toBe(200);
  });

  it('keeps traffic away while the database does not answer, and stays alive', async () => {
    const { server } = await start({
      client: 'pg',
      // Nothing listens on the port of tcpmux.
      connection: { host: '127.0.0.1', port: 1, user: 'nobody', password: '' },
    });
    const { status, body } = await request(server).get(`${path}/readiness`);
    expect(status).toBe(503);
    expect(body.message).toBe('The database does not answer');
    await request(server).get(`${path}/liveness`).expect(200);
  });
});
