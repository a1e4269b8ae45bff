import { Octokit } from '@octokit/rest';
import { createTestForge, TEST_TOKEN } from './__testUtils__/createTestForge';

describe('pull requests with the official client', () => {
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

  it.each(['squash', 'rebase'] as const)(
    'merges by %s and deletes the branch where that is the rule',
    async method => {
      const branch = `by-${method}`;
      await client.repos.update({ ...at, delete_branch_on_merge: true });
      await client.git.createRef({
        ...at,
        ref: `refs/heads/${branch}`,
        sha: await head('main'),
      });
      for (const path of [`${method}/1`, `${method}/2`]) {
        await client.repos.createOrUpdateFileContents({
          ...at,
          branch,
          path,
          message: `Add ${path}`,
          content: 'bmV3',
        });
      }
      await client.repos.createOrUpdateFileContents({
        ...at,
        path: `${method}/other`,
        message: 'Meanwhile',
        content: 'bmV3',
      });
      const before = await head('main');
      const { data: pull } = await client.pulls.create({
        ...at,
        title: `By ${method}`,
        head: branch,
        base: 'main',
      });
      await client.pulls.merge({
        ...at,
        pull_number: pull.number,
        merge_method: method,
      });

      const { data: commits } = await client.repos.listCommits({
        ...at,
        per_page: 10,
      });
      const subjects = commits.map(
        ({ commit }) => commit.message.split('\n')[0],
      );
      const since = subjects.slice(
        0,
        commits.findIndex(({ sha }) => sha === before),
      );
      expect(since).toEqual(
        method === 'squash'
          ? [`By squash (#${pull.number})`]
          : ['Add rebase/2', 'Add rebase/1'],
      );
      await expect(head(branch)).rejects.toMatchObject({ status: 404 });
      const { data: after } = await client.pulls.get({
        ...at,
        pull_number: pull.number,
      });
      expect(after).toMatchObject({
        merged: true,
        state: 'closed',
        changed_files: 2,
      });
    },
  );

  it('tells what one branch has beside another', async () => {
    const compare = async (basehead: string) =>
      (await client.repos.compareCommitsWithBasehead({ ...at, basehead })).data;
    const sha = await head('main');
    await client.git.createRef({ ...at, ref: 'refs/heads/a/b', sha });
    expect(await compare('main...a/b')).toMatchObject({
      status: 'identical',
      ahead_by: 0,
      commits: [],
    });
    for (const [branch, path] of [
      ['a/b', 'compared/1'],
      ['a/b', 'compared/2'],
      ['main', 'compared/3'],
    ]) {
      await client.repos.createOrUpdateFileContents({
        ...at,
        branch,
        path,
        message: `Add ${path}`,
        content: 'bmV3',
      });
    }
    const { commits, ...counts } = await compare('main...a/b');
    expect(counts).toMatchObject({
      status: 'diverged',
      ahead_by: 2,
      behind_by: 1,
    });
    expect(commits.map(({ commit }) => commit.message)).toEqual([
      'Add compared/1',
      'Add compared/2',
    ]);
    expect((await compare(`a/b...${sha}`)).status).toBe('behind');
    for (const nothing of ['main...nothing', 'main', 'main...--all']) {
      await expect(compare(nothing)).rejects.toMatchObject({ status: 404 });
    }
  });

  it('refuses a pull request that makes no sense, and a merge method that is turned off', async () => {
    const open = (input: { head: string; base: string }) =>
      client.pulls.create({ ...at, title: 'No', ...input });
    await expect(open({ head: 'main', base: 'main' })).rejects.toThrow(
      'No commits between main and main',
    );
    await expect(open({ head: 'nothing', base: 'main' })).rejects.toMatchObject(
      { status: 422 },
    );
    await expect(
      open({ head: 'other:main', base: 'main' }),
    ).rejects.toMatchObject({ status: 422 });
    await client.git.createRef({
      ...at,
      ref: 'refs/heads/off',
      sha: await head('main'),
    });
    await client.repos.createOrUpdateFileContents({
      ...at,
      branch: 'off',
      path: 'off',
      message: 'Off',
      content: 'bmV3',
    });
    const { data: pull } = await open({ head: 'off', base: 'main' });
    await client.repos.update({ ...at, allow_squash_merge: false });
    const merge = client.pulls.merge({
      ...at,
      pull_number: pull.number,
      merge_method: 'squash',
    });
    await expect(merge).rejects.toMatchObject({ status: 405 });
  });
});
