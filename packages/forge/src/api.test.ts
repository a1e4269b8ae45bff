import { Octokit } from '@octokit/rest';
import {
  callApi,
  createTestForge,
  TEST_TOKEN,
} from './__testUtils__/createTestForge';

describe('the REST and GraphQL API with the official client', () => {
  let forge: Awaited<ReturnType<typeof createTestForge>>;
  let client: Octokit;
  const at = { owner: 'acme', repo: 'shop' };

  beforeAll(async () => {
    forge = await createTestForge();
    client = new Octokit({
      baseUrl: `${forge.url}/api/v3`,
      auth: TEST_TOKEN,
      log: { debug() {}, info() {}, warn() {}, error() {} },
    });
    const files = { 'README.md': 'one\n', 'docs/a.md': 'a\n' };
    await forge.seed({
      owner: 'acme',
      name: 'shop',
      commits: [{ message: 'First', files }],
    });
  });
  afterAll(() => forge.dispose());

  const head = async (branch: string) =>
    (await client.repos.getBranch({ ...at, branch })).data.commit.sha;

  it('creates a repository of the user with a first commit, changes it and deletes it', async () => {
    const { data: user } = await client.users.getAuthenticated();
    const { data } = await client.repos.createForAuthenticatedUser({
      name: 'mine',
      auto_init: true,
      description: 'Mine',
    });
    expect(data).toMatchObject({
      full_name: `${user.login}/mine`,
      clone_url: `${forge.url}/${user.login}/mine.git`,
    });
    const mine = { owner: user.login, repo: 'mine' };
    const { data: readme } = await client.repos.getContent({
      ...mine,
      path: 'README.md',
    });
    expect(readme).toMatchObject({
      content: Buffer.from('# mine\n\nMine\n').toString('base64'),
    });
    const { data: changed } = await client.repos.update({
      ...mine,
      description: 'Ours',
      private: true,
    });
    expect(changed).toMatchObject({
      description: 'Ours',
      visibility: 'private',
    });
    await client.repos.delete(mine);
    await expect(client.repos.get(mine)).rejects.toMatchObject({ status: 404 });
  });

  it('reads folders, trees, blobs and commits, page by page', async () => {
    const { data: folder } = await client.repos.getContent({ ...at, path: '' });
    expect(folder).toMatchObject([
      { name: 'README.md', type: 'file', size: 4 },
      { name: 'docs', type: 'dir' },
    ]);
    const { data: tree } = await client.git.getTree({
      ...at,
      tree_sha: 'main',
      recursive: 'true',
    });
    expect(tree.tree.map(({ path, type }) => [path, type])).toEqual([
      ['README.md', 'blob'],
      ['docs', 'tree'],
      ['docs/a.md', 'blob'],
    ]);
    for (const name of ['one', 'two']) {
      await client.git.createRef({
        ...at,
        ref: `refs/heads/page/${name}`,
        sha: await head('main'),
      });
    }
    const branches = await client.paginate(
      'GET /repos/{owner}/{repo}/branches',
      { ...at, per_page: 1 },
    );
    expect(branches.map(({ name }) => name)).toEqual([
      'main',
      'page/one',
      'page/two',
    ]);
    const { data: commit } = await client.repos.getCommit({
      ...at,
      ref: 'main',
    });
    expect(commit.files).toMatchObject([
      { filename: 'README.md', status: 'added' },
      { filename: 'docs/a.md' },
    ]);
  });

  it('moves a branch only forward unless forced, and keeps the default branch', async () => {
    const first = await head('main');
    const { data: tree } = await client.git.createTree({
      ...at,
      base_tree: first,
      tree: [
        {
          path: 'run.sh',
          mode: '100755',
          type: 'blob',
          content: '#!/bin/sh\n',
        },
      ],
    });
    const author = {
      name: 'Dana',
      email: 'dana@example.com',
      date: '2025-01-02T03:04:05Z',
    };
    const { data: commit } = await client.git.createCommit({
      ...at,
      message: 'Run',
      tree: tree.sha,
      parents: [first],
      author,
    });
    expect(commit).toMatchObject({
      author: { ...author, date: '2025-01-02T03:04:05+00:00' },
      message: 'Run',
    });
    await client.git.createRef({
      ...at,
      ref: 'refs/heads/moves',
      sha: commit.sha,
    });
    const back = { ...at, ref: 'heads/moves', sha: first };
    await expect(client.git.updateRef(back)).rejects.toThrow(
      'Update is not a fast forward',
    );
    await client.git.updateRef({ ...back, force: true });
    expect(await head('moves')).toBe(first);
    await expect(
      client.git.createRef({
        ...at,
        ref: 'refs/heads/moves/below',
        sha: first,
      }),
    ).rejects.toMatchObject({ status: 409 });
    await expect(
      client.git.deleteRef({ ...at, ref: 'heads/main' }),
    ).rejects.toThrow('Cannot delete the default branch');
    await client.git.deleteRef({ ...at, ref: 'heads/moves' });
    await expect(head('moves')).rejects.toMatchObject({ status: 404 });
    const unknown = client.git.createTree({
      ...at,
      tree: [{ path: 'x', mode: '100644', type: 'blob', sha: 'f'.repeat(40) }],
    });
    await expect(unknown).rejects.toThrow('tree.sha is not the id of a blob');
  });

  it('replaces a file only for who knows the one that is there', async () => {
    const change = {
      ...at,
      path: 'README.md',
      message: 'Change',
      content: Buffer.from('two\n').toString('base64'),
    };
    await expect(
      client.repos.createOrUpdateFileContents(change),
    ).rejects.toMatchObject({ status: 422 });
    const stale = client.repos.createOrUpdateFileContents({
      ...change,
      sha: 'f'.repeat(40),
    });
    await expect(stale).rejects.toMatchObject({ status: 409 });
    const { data } = await client.repos.getContent({
      ...at,
      path: 'README.md',
    });
    const { sha } = data as { sha: string };
    expect(
      (await client.repos.createOrUpdateFileContents({ ...change, sha }))
        .status,
    ).toBe(200);
  });

  it('says what it does not have', async () => {
    await expect(
      client.issues.create({ ...at, title: 'x' }),
    ).rejects.toMatchObject({ status: 404 });
    const { body } = await callApi(forge, 'POST', '/../graphql', {
      query: '{ viewer { login } }',
    });
    expect(body).toMatchObject({
      errors: [{ message: expect.stringContaining('viewer') }],
    });
  });
});
