import { mockServices } from '@backstage/backend-test-utils';
import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { UrlReaders } from '@backstage/backend-defaults/urlReader';
import { ArchiveTree } from './ArchiveTree';

/** A GitHub that has one repository, as much of it as reading a tree asks for. */
function startHost(archive: Buffer): Promise<Server> {
  const server = createServer((request, response) => {
    const { port } = server.address() as { port: number };
    const api = `http://localhost:${port}/api/repos/acme/shop`;
    const json = (value: object) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify(value));
    };
    const path = request.url?.split('?')[0];
    if (path?.includes('/tarball')) response.end(archive);
    else if (path?.includes('/commits/')) {
      json({
        sha: 'c0ffee',
        repository: {
          archive_url: `${api}/{archive_format}{/ref}`,
        },
      });
    } else {
      response.statusCode = 404;
      response.end();
    }
  });
  return new Promise(done => server.listen(0, () => done(server)));
}

describe('ArchiveTree', () => {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  let server: Server;

  beforeAll(async () => {
    mkdirSync(join(folder, 'shop-main/src'), { recursive: true });
    writeFileSync(join(folder, 'shop-main/src/__init__.py'), '');
    writeFileSync(join(folder, 'shop-main/README.md'), '# Shop');
    execFileSync('tar', ['czf', 'shop.tgz', 'shop-main'], { cwd: folder });
    server = await startHost(readFileSync(join(folder, 'shop.tgz')));
  });

  afterAll(async () => {
    await new Promise(done => server.close(done));
    rmSync(folder, { recursive: true, force: true });
  });

  it('lists the files of an archive that a Backstage reader fetched, the empty ones too', async () => {
    const { port } = server.address() as { port: number };
    const reader = UrlReaders.default({
      logger: mockServices.logger.mock(),
      config: mockServices.rootConfig({
        data: {
          integrations: {
            github: [
              {
                host: `localhost:${port}`,
                apiBaseUrl: `http://localhost:${port}/api`,
                token: 'token',
              },
            ],
          },
        },
      }),
    });
    const tree = ArchiveTree.from(
      await reader.readTree(`http://localhost:${port}/acme/shop/tree/main/`),
    );
    const files = [];
    for await (const { path, size, read } of tree.list()) {
      files.push({ path, size, text: (await read()).toString('utf8') });
    }
    expect(files).toEqual(
      expect.arrayContaining([
        { path: 'README.md', size: 6, text: '# Shop' },
        { path: 'src/__init__.py', size: 0, text: '' },
      ]),
    );
  });
});
