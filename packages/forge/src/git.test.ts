import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  callApi,
  createTestForge,
  TEST_TOKEN,
} from './__testUtils__/createTestForge';
import { runGit } from './__testUtils__/runGit';

// Each test runs many processes of Git, and a busy machine takes its time.
jest.setTimeout(60_000);

describe('the git command against the forge', () => {
  let forge: Awaited<ReturnType<typeof createTestForge>>;
  let folder: string;

  beforeAll(async () => {
    forge = await createTestForge();
  });
  afterAll(() => forge.dispose());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'git-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const remote = (name: string, credentials = '') =>
    `http://${credentials}localhost:${forge.port}/acme/${name}.git`;
  const seed = (name: string) =>
    forge.seed({
      owner: 'acme',
      name,
      commits: [{ message: 'First', files: { 'a.txt': 'one\n' } }],
    });
  const commit = async (cwd: string, file: string, content: string) => {
    await writeFile(join(cwd, file), content);
    await runGit(cwd, 'add', '.');
    await runGit(cwd, 'commit', '--quiet', '-m', `Change ${file}`);
    return runGit(cwd, 'rev-parse', 'HEAD');
  };

  it('clones without the token, pushes with it, and fetches what was pushed', async () => {
    const seeded = await seed('shop');
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    await runGit(folder, 'clone', '--quiet', remote('shop'), one);
    await runGit(
      folder,
      'clone',
      '--quiet',
      remote('shop', `anybody:${TEST_TOKEN}@`),
      two,
    );
    expect(await runGit(one, 'rev-parse', 'HEAD')).toBe(seeded.commit);

    // More than Git sends in one piece, so that it comes in chunks.
    const pushed = await commit(
      two,
      'large.txt',
      Array.from({ length: 300_000 }, () => Math.random()).join('\n'),
    );
    await runGit(
      two,
      'push',
      '--quiet',
      'origin',
      'HEAD:main',
      'HEAD:feature/large',
    );
    await runGit(one, 'fetch', '--quiet');
    expect(
      await runGit(one, 'rev-parse', 'origin/main', 'origin/feature/large'),
    ).toBe(`${pushed}\n${pushed}`);

    await runGit(two, 'push', '--quiet', 'origin', '--delete', 'feature/large');
    const { body } = await callApi(forge, 'GET', '/repos/acme/shop/branches');
    expect(body).toMatchObject([{ name: 'main', commit: { sha: pushed } }]);
  });

  it.each([
    ['without the token', ''],
    ['with a wrong token', 'x-access-token:wrong@'],
  ])('refuses a push %s', async (_how, credentials) => {
    const name = credentials ? 'wrong' : 'none';
    const seeded = await seed(name);
    const clone = join(folder, 'clone');
    await runGit(folder, 'clone', '--quiet', remote(name), clone);
    await commit(clone, 'a.txt', 'two\n');
    const push = runGit(
      clone,
      'push',
      '--quiet',
      remote(name, credentials),
      'HEAD:main',
    );
    await expect(push).rejects.toThrow(
      /could not read Username|Authentication failed/,
    );
    expect(
      await runGit(folder, 'ls-remote', remote(name), 'refs/heads/main'),
    ).toContain(seeded.commit);
  });

  it('refuses to move a branch back unless forced, and pull request refs altogether', async () => {
    await seed('strict');
    const clone = join(folder, 'clone');
    await runGit(
      folder,
      'clone',
      '--quiet',
      remote('strict', `x:${TEST_TOKEN}@`),
      clone,
    );
    await commit(clone, 'a.txt', 'two\n');
    await runGit(clone, 'push', '--quiet', 'origin', 'HEAD:main');
    await runGit(clone, 'commit', '--quiet', '--amend', '-m', 'Rewritten');
    await expect(
      runGit(clone, 'push', '--quiet', 'origin', 'HEAD:main'),
    ).rejects.toThrow(/rejected/);
    await expect(
      runGit(clone, 'push', '--quiet', 'origin', 'HEAD:refs/pull/1/head'),
    ).rejects.toThrow(/hidden|rejected/);
    await runGit(clone, 'push', '--quiet', '--force', 'origin', 'HEAD:main');
    const { body } = await callApi(
      forge,
      'GET',
      '/repos/acme/strict/commits/main',
    );
    expect(body).toMatchObject({ commit: { message: 'Rewritten' } });
  });

  it('closes a pull request whose branch is deleted and merges one whose commits are pushed', async () => {
    await seed('pulls');
    const clone = join(folder, 'clone');
    await runGit(
      folder,
      'clone',
      '--quiet',
      remote('pulls', `x:${TEST_TOKEN}@`),
      clone,
    );
    const merged = await commit(clone, 'a.txt', 'two\n');
    await runGit(
      clone,
      'push',
      '--quiet',
      'origin',
      'HEAD:kept',
      'HEAD:dropped',
    );
    for (const head of ['kept', 'dropped']) {
      const opened = await callApi(forge, 'POST', '/repos/acme/pulls/pulls', {
        title: head,
        head,
        base: 'main',
      });
      expect(opened.status).toBe(201);
    }
    await runGit(clone, 'push', '--quiet', 'origin', '--delete', 'dropped');
    await runGit(clone, 'push', '--quiet', 'origin', 'HEAD:main');
    const { body } = await callApi(
      forge,
      'GET',
      '/repos/acme/pulls/pulls?state=all',
    );
    expect(body).toMatchObject([
      { number: 2, state: 'closed', merged: false },
      { number: 1, state: 'closed', merged: true, merge_commit_sha: merged },
    ]);
    await runGit(clone, 'fetch', '--quiet', 'origin', 'refs/pull/2/head');
    expect(await runGit(clone, 'rev-parse', 'FETCH_HEAD')).toBe(merged);
  });

  it('answers that there is no such repository', async () => {
    await expect(
      runGit(folder, 'clone', '--quiet', remote('nobody')),
    ).rejects.toThrow(/not found/);
  });
});
