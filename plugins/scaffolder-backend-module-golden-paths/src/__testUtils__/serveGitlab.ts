import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';

/** An answer of GitLab's API; 200 if it names no status. */
export type Answer = { status?: number; body?: unknown };

/** A GitLab that answers `METHOD path` as it is told to, one answer after the other, and 404 to everything else. */
export async function serveGitlab(answers: Record<string, Answer[]>) {
  const seen: string[] = [];
  const server: Server = createServer((request, response) => {
    const key = `${request.method} ${request.url?.replace('/api/v4/', '')}`;
    seen.push(key);
    const known = answers[key] ?? [{ status: 404 }];
    const { status = 200, body = {} } =
      known.length > 1 ? (known.shift() as Answer) : known[0];
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>(ready => {
    server.listen(0, '127.0.0.1', ready);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const integrations = ScmIntegrations.fromConfig(
    new ConfigReader({
      integrations: {
        gitlab: [
          {
            host: `127.0.0.1:${port}`,
            baseUrl: url,
            apiBaseUrl: `${url}/api/v4`,
            token: 'x',
          },
        ],
      },
    }),
  );
  return {
    integrations,
    address: {
      host: `127.0.0.1:${port}`,
      owner: 'shop/backend',
      name: 'orders',
    },
    seen,
    close: () => server.close(),
  };
}
