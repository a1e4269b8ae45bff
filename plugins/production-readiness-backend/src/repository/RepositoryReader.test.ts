import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { createServer, RequestListener, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { SnapshotStore } from '../database/SnapshotStore';
import { EvaluationError } from '../evaluation/EvaluationError';
import { RepositoryReader } from './RepositoryReader';

const unknown: SnapshotStore = {
  latest: async () => undefined,
  newest: async () => undefined,
  save: async () => {},
};
const { signal } = new AbortController();

/** How each of these is asked: by a client of Node's own http module, and by fetch. */
describe.each(['github', 'gitea'])('a host of %s', type => {
  let server: Server;
  let answer: RequestListener;
  let asked: number;

  beforeEach(async () => {
    asked = 0;
    server = createServer((request, response) => {
      asked += 1;
      answer(request, response);
    });
    await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(done => server.close(done));
  });

  async function problem(): Promise<EvaluationError> {
    const host = `localhost:${(server.address() as AddressInfo).port}`;
    const baseUrl = `http://${host}`;
    const config = mockServices.rootConfig({
      data: {
        integrations: {
          [type]: [
            type === 'github'
              ? { host, apiBaseUrl: `${baseUrl}/api/v3`, token: 'x' }
              : { host, baseUrl },
          ],
        },
      },
    });
    const reader = RepositoryReader.create({
      reader: UrlReaders.default({
        config,
        logger: mockServices.logger.mock(),
      }),
      snapshots: unknown,
      collectors: async () => [],
      version: '1',
    });
    const path = type === 'github' ? 'tree/main' : 'src/branch/main';
    return reader
      .read(
        1,
        {
          url: `${baseUrl}/acme/orders/${path}/`,
          host,
          path: '',
          repository: `${host}/acme/orders`,
        },
        { path: '', name: 'orders' },
        signal,
      )
      .then(
        () => {
          throw new Error('It was read');
        },
        error => error,
      );
  }

  it.each([
    ['429 with seconds', 429, () => ({ 'retry-after': '7' }), 7_000, 7_000],
    [
      '503 with a date',
      503,
      () => ({ 'retry-after': new Date(Date.now() + 90_000).toUTCString() }),
      80_000,
      90_000,
    ],
    [
      '403 with a limit that is used up',
      403,
      () => ({
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': `${Math.ceil(Date.now() / 1_000) + 60}`,
      }),
      50_000,
      61_000,
    ],
    ['429 without a word', 429, () => ({}), 900_000, 900_000],
  ])('is left alone for as long as it asks by %s', async (...parameters) => {
    const [, status, headers, least, most] = parameters;
    answer = (_request, response) => {
      response.writeHead(status, headers()).end('{}');
    };
    const error = await problem();
    expect(error).toMatchObject({ name: 'EvaluationError', pauseHost: true });
    expect(error.message).toMatch(/limits how often it is asked/);
    expect(error.retryAfter).toBeGreaterThanOrEqual(least);
    expect(error.retryAfter).toBeLessThanOrEqual(most);
    expect(asked).toBe(1);
  });

  it('is asked again where it only fails, and is no limit', async () => {
    answer = (_request, response) => {
      response.writeHead(500).end();
    };
    const error = await problem();
    expect(error).toMatchObject({ pauseHost: false, retryAfter: undefined });
    expect(error.message).toMatch(/answered 500/);
    expect(asked).toBe(3);
  });
});
