import { createClients } from './__testUtils__/createClients';
import { callApi, createTestForge } from './__testUtils__/createTestForge';

describe('reading with the GithubUrlReader', () => {
  let forge: Awaited<ReturnType<typeof createTestForge>>;
  let clients: ReturnType<typeof createClients>;

  beforeAll(async () => {
    forge = await createTestForge();
    clients = createClients(forge);
    await forge.seed({
      owner: 'acme',
      name: 'shop',
      commits: [
        {
          message: 'Start',
          date: '2025-01-02T03:04:05Z',
          files: {
            'catalog-info.yaml':
              'kind: Component\nurl: __FORGE_URL__/acme/shop\n',
            'docs/runbook.md': '# Runbook\n',
            'docs/deep/notes.md': 'ünïcode\n',
          },
        },
      ],
    });
  });
  afterAll(() => forge.dispose());

  it('reads a file from a blob and a tree address, and tells when it did not change', async () => {
    const url = `${forge.url}/acme/shop/blob/main/catalog-info.yaml`;
    const file = await clients.reader.readUrl(url);
    expect((await file.buffer()).toString()).toBe(
      `kind: Component\nurl: ${forge.url}/acme/shop\n`,
    );
    expect(file.lastModifiedAt).toEqual(new Date('2025-01-02T03:04:05Z'));

    const again = clients.reader.readUrl(url, { etag: file.etag });
    await expect(again).rejects.toMatchObject({ name: 'NotModifiedError' });
    const tree = await clients.reader.readUrl(
      `${forge.url}/acme/shop/tree/main/docs/deep/notes.md`,
    );
    expect((await tree.buffer()).toString()).toBe('ünïcode\n');
    const missing = clients.reader.readUrl(
      `${forge.url}/acme/shop/blob/main/missing.yaml`,
    );
    await expect(missing).rejects.toMatchObject({ name: 'NotFoundError' });
  });

  it('reads a tree, says that it is unmodified, and reads it anew after a commit', async () => {
    const url = `${forge.url}/acme/shop/tree/main/`;
    const first = await clients.reader.readTree(url);
    const paths = (await first.files()).map(file => file.path);
    expect(paths.sort()).toEqual([
      'catalog-info.yaml',
      'docs/deep/notes.md',
      'docs/runbook.md',
    ]);
    await expect(
      clients.reader.readTree(url, { etag: first.etag }),
    ).rejects.toMatchObject({
      name: 'NotModifiedError',
    });

    const change = await callApi<{ commit: { sha: string } }>(
      forge,
      'PUT',
      '/repos/acme/shop/contents/docs/new.md',
      {
        message: 'Add a page',
        content: Buffer.from('new\n').toString('base64'),
      },
    );
    expect(change.status).toBe(201);
    const second = await clients.reader.readTree(
      `${forge.url}/acme/shop/tree/main/docs`,
      { etag: first.etag },
    );
    expect(second.etag).toBe(change.body.commit.sha);
    expect((await second.files()).map(file => file.path).sort()).toEqual([
      'deep/notes.md',
      'new.md',
      'runbook.md',
    ]);

    const pinned = await clients.reader.readTree(
      `${forge.url}/acme/shop/tree/${first.etag}/`,
    );
    expect((await pinned.files()).length).toBe(3);
    const byDefaultBranch = await clients.reader.readTree(
      `${forge.url}/acme/shop`,
    );
    expect(byDefaultBranch.etag).toBe(second.etag);
  });

  it('searches with a glob', async () => {
    const { files } = await clients.reader.search(
      `${forge.url}/acme/shop/blob/main/docs/**/no*.md`,
    );
    expect(files.map(file => file.url)).toEqual([
      `${forge.url}/acme/shop/blob/main/docs/deep/notes.md`,
    ]);
    expect((await files[0].content()).toString()).toBe('ünïcode\n');
  });

  it('finds nothing in an empty repository and in none', async () => {
    await callApi(forge, 'POST', '/orgs/acme/repos', { name: 'empty' });
    for (const name of ['empty', 'nobody']) {
      const read = clients.reader.readTree(
        `${forge.url}/acme/${name}/tree/main/`,
      );
      await expect(read).rejects.toMatchObject({ name: 'NotFoundError' });
    }
  });
});
