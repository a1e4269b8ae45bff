import { callApi, createTestForge } from './__testUtils__/createTestForge';

// Each test runs many processes of Git, and a busy machine takes its time.
jest.setTimeout(60_000);

describe('pages', () => {
  let forge: Awaited<ReturnType<typeof createTestForge>>;
  let commit: string;
  const hostile = '<img src=x onerror="alert(1)">';

  beforeAll(async () => {
    forge = await createTestForge();
    const seeded = await forge.seed({
      owner: 'acme',
      name: 'shop',
      description: hostile,
      commits: [
        {
          message: `${hostile} in a message`,
          author: { name: 'Dana & Co', email: 'dana@example.com' },
          files: {
            'README.md': `# Shop ${hostile}\n`,
            'src/server.js': `one\ntwo ${hostile}\nthree\n`,
            [`src/${hostile.replace('/', '')}.txt`]: 'odd name\n',
            'logo.bin': new Uint8Array([0, 1, 2]),
          },
        },
      ],
    });
    commit = seeded.commit;
  });
  afterAll(() => forge.dispose());

  const get = (path: string) =>
    fetch(`${forge.url}${path}`, { redirect: 'manual' });
  const page = async (path: string) => (await get(path)).text();

  it('shows a file with numbered lines at a branch and at a commit', async () => {
    for (const ref of ['main', commit]) {
      const text = await page(`/acme/shop/blob/${ref}/src/server.js`);
      expect(text).toMatch(
        /<tr id="L2">\s*<td><a href="#L2">2<\/a><\/td>\s*<td>two &#60;img/,
      );
    }
  });

  it('escapes everything that a repository holds, runs no script, and says what it is', async () => {
    const paths = [
      '/',
      '/acme',
      '/acme/shop',
      '/acme/shop/tree/main/src',
      '/acme/shop/blob/main/src/server.js',
      '/acme/shop/commits',
      '/acme/shop/commits/main/src',
      `/acme/shop/commit/${commit}`,
      '/acme/shop/pulls',
    ];
    for (const path of paths) {
      const response = await get(path);
      const text = await response.text();
      expect([path, response.status]).toEqual([path, 200]);
      expect(text).toContain('Golden Path forge, for trying and testing');
      expect(text).not.toContain('<img');
      expect(text).not.toContain('<script');
      const policy = response.headers.get('content-security-policy');
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("frame-ancestors 'none'");
    }
    const raw = await get('/acme/shop/raw/main/README.md');
    expect(raw.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(raw.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await page('/acme/shop/blob/main/logo.bin')).toContain(
      'Not a text file',
    );
  });

  it('answers 404 for what is not there', async () => {
    const paths = [
      '/nobody',
      '/acme/nothing',
      '/acme/shop/blob/main/missing.js',
      '/acme/shop/blob/missing/README.md',
      '/acme/shop/blob/main/..%2f..%2fforge.json',
      '/acme/shop/tree/--output=x',
      '/..%2fshop/x',
      '/acme/..%2f..%2ftemporary',
      '/acme/shop/pull/7',
    ];
    for (const path of paths)
      expect([path, (await get(path)).status]).toEqual([path, 404]);
  });

  it('shows a pull request with its diff, and merges it only for its own pages', async () => {
    await callApi(forge, 'POST', '/repos/acme/shop/git/refs', {
      ref: 'refs/heads/fix/it',
      sha: commit,
    });
    await callApi(forge, 'PUT', '/repos/acme/shop/contents/src/new.js', {
      message: 'Add a file',
      content: Buffer.from('added line\n').toString('base64'),
      branch: 'fix/it',
    });
    await callApi(forge, 'POST', '/repos/acme/shop/pulls', {
      title: `Fix ${hostile}`,
      head: 'fix/it',
      base: 'main',
    });
    expect(await page('/acme/shop/blob/fix/it/src/new.js')).toContain(
      'added line',
    );
    const text = await page('/acme/shop/pull/1');
    expect(text).toContain('<span class="added">+added line</span>');
    expect(text).toContain('Merge pull request');
    expect(text).not.toContain('<img');

    const merge = (origin?: string) =>
      fetch(`${forge.url}/acme/shop/pull/1/merge`, {
        method: 'POST',
        headers: origin ? { origin } : {},
        redirect: 'manual',
      });
    for (const origin of [
      undefined,
      'null',
      'http://evil.example',
      `http://127.0.0.1:${forge.port}`,
    ]) {
      expect([origin, (await merge(origin)).status]).toEqual([origin, 403]);
    }
    expect(
      (await callApi(forge, 'GET', '/repos/acme/shop/pulls/1')).body,
    ).toMatchObject({ merged: false });
    const done = await merge(forge.url);
    expect([done.status, done.headers.get('location')]).toEqual([
      303,
      '/acme/shop/pull/1',
    ]);
    expect(await page('/acme/shop/pull/1')).toContain('merged');
    expect(await page('/acme/shop/blob/main/src/new.js')).toContain(
      'added line',
    );
  });

  it('says that a pull request has conflicts, and does not merge it', async () => {
    const change = (branch: string, content: string) =>
      callApi(forge, 'PUT', '/repos/acme/clash/contents/a.txt', {
        message: content,
        branch,
        content: Buffer.from(content).toString('base64'),
        sha: '5626abf0f72e58d7a153368ba57db4c673c0e171',
      });
    const { commit: base } = await forge.seed({
      owner: 'acme',
      name: 'clash',
      commits: [{ message: 'First', files: { 'a.txt': 'one\n' } }],
    });
    await callApi(forge, 'POST', '/repos/acme/clash/git/refs', {
      ref: 'refs/heads/other',
      sha: base,
    });
    expect((await change('main', 'mine\n')).status).toBe(200);
    expect((await change('other', 'yours\n')).status).toBe(200);
    await callApi(forge, 'POST', '/repos/acme/clash/pulls', {
      title: 'Clash',
      head: 'other',
      base: 'main',
    });
    expect(await page('/acme/clash/pull/1')).toContain(
      'has conflicts with its base',
    );
    expect(
      (await callApi(forge, 'GET', '/repos/acme/clash/pulls/1')).body,
    ).toMatchObject({ mergeable: false });
    expect(
      await callApi(forge, 'PUT', '/repos/acme/clash/pulls/1/merge', {}),
    ).toMatchObject({
      status: 405,
      body: { message: expect.stringContaining('conflicts') },
    });
  });
});
