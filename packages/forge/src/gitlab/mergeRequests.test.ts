import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createPublishGitlabMergeRequestAction } from '@backstage/plugin-scaffolder-backend-module-gitlab';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestForge, TEST_TOKEN } from '../__testUtils__/createTestForge';
import { runGit } from '../__testUtils__/runGit';

jest.setTimeout(60_000);

describe('merge requests', () => {
  let forge: Awaited<ReturnType<typeof createTestForge>>;
  let origin: string;
  let workspacePath: string;
  const project = '/projects/acme%2Fshop';

  beforeAll(async () => {
    forge = await createTestForge({});
    origin = `http://127.0.0.1:${forge.port}`;
    workspacePath = await mkdtemp(join(tmpdir(), 'workspace-'));
    const { body } = await call<{ id: number }>('GET', '/namespaces/acme');
    await call('POST', '/projects', { path: 'shop', namespace_id: body.id });
    const clone = join(workspacePath, 'clone');
    await runGit(
      workspacePath,
      'clone',
      '-q',
      `${origin}/acme/shop.git`,
      clone,
    );
    await writeFile(join(clone, 'README.md'), '# shop\n');
    await runGit(clone, 'add', '--all');
    await runGit(clone, 'commit', '-q', '-m', 'Begin');
    const url = `http://oauth2:${TEST_TOKEN}@127.0.0.1:${forge.port}/acme/shop.git`;
    await runGit(clone, 'push', '-q', url, 'HEAD:main');
  });
  afterAll(async () => {
    await forge.dispose();
    await rm(workspacePath, { recursive: true, force: true });
  });

  async function call<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: T }> {
    const response = await fetch(`${origin}/api/v4${path}`, {
      method,
      headers: { 'private-token': TEST_TOKEN },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: (text ? JSON.parse(text) : undefined) as T,
    };
  }

  async function propose(branchName: string, files: Record<string, string>) {
    const folder = join(workspacePath, branchName);
    for (const [path, contents] of Object.entries(files)) {
      await mkdir(join(folder, path, '..'), { recursive: true });
      await writeFile(join(folder, path), contents);
      if (path.endsWith('.sh')) await chmod(join(folder, path), 0o755);
    }
    const integrations = ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          gitlab: [
            {
              host: `127.0.0.1:${forge.port}`,
              baseUrl: origin,
              apiBaseUrl: `${origin}/api/v4`,
              token: TEST_TOKEN,
            },
          ],
        },
      }),
    );
    const output = jest.fn();
    await createPublishGitlabMergeRequestAction({ integrations }).handler({
      ...createMockActionContext({
        input: {
          repoUrl: `127.0.0.1:${forge.port}?owner=acme&repo=shop`,
          title: `Add ${branchName}`,
          description: 'Why',
          branchName,
          sourcePath: branchName,
          commitAction: 'create' as const,
        },
        workspacePath,
      }),
      output,
    });
    return Object.fromEntries(output.mock.calls);
  }

  it('are opened by the official action, shown, changed and merged', async () => {
    const { mergeRequestUrl } = await propose('tools', {
      'docs/deep/a.md': 'a\n',
      'run.sh': 'echo\n',
    });
    expect(mergeRequestUrl).toBe(`${origin}/acme/shop/-/merge_requests/1`);
    const page = await fetch(mergeRequestUrl);
    expect(page.url).toBe(`${origin}/acme/shop/pull/1`);
    expect(await page.text()).toContain('Add tools');

    const query = 'state=opened&source_branch=tools';
    const open = await call('GET', `${project}/merge_requests?${query}`);
    expect(open.body).toMatchObject([
      { iid: 1, state: 'opened', description: 'Why', target_branch: 'main' },
    ]);
    const { body } = await call<{ commits: { title: string }[] }>(
      'GET',
      `${project}/repository/compare?from=main&to=tools`,
    );
    expect(body.commits.map(({ title }) => title)).toEqual(['Add tools']);
    const tree = await call<{ path: string; mode: string }[]>(
      'GET',
      `${project}/repository/tree?ref=tools&recursive=true`,
    );
    expect(tree.body.map(({ path, mode }) => `${mode} ${path}`)).toEqual([
      '100644 README.md',
      '040000 docs',
      '040000 docs/deep',
      '100644 docs/deep/a.md',
      '100755 run.sh',
    ]);

    const own = `${project}/merge_requests/1`;
    await call('PUT', own, { title: 'Other', state_event: 'close' });
    expect((await call('GET', own)).body).toMatchObject({
      title: 'Other',
      state: 'closed',
    });
    expect((await call('PUT', `${own}/merge`)).status).toBe(405);
    await call('PUT', own, { state_event: 'reopen' });
    expect((await call('PUT', `${own}/merge`)).body).toMatchObject({
      state: 'merged',
    });
    const { body: after } = await call<unknown[]>(
      'GET',
      `${project}/repository/compare?from=main&to=tools`,
    );
    expect(after).toMatchObject({ commits: [] });
  });

  it('are refused for what exists: a file, a branch, an open request', async () => {
    await expect(propose('clash', { 'README.md': 'x' })).rejects.toThrow(
      'A file with this name already exists',
    );
    // The action leaves its branch behind.
    const branch = `${project}/repository/branches/clash`;
    expect((await call('GET', branch)).status).toBe(200);
    await expect(propose('clash', { 'new.md': 'x' })).rejects.toThrow(
      'branch already exists',
    );
    expect((await call('DELETE', branch)).status).toBe(204);
    expect((await call('DELETE', branch)).status).toBe(404);
    await rm(join(workspacePath, 'clash'), { recursive: true });
    await propose('clash', { 'new.md': 'x' });
    const again = await call('POST', `${project}/merge_requests`, {
      source_branch: 'clash',
      target_branch: 'main',
      title: 'Again',
    });
    expect(again).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining('already exists') },
    });
    // As on GitLab, nobody deletes the protected default branch.
    const main = `${project}/repository/branches/main`;
    expect((await call('DELETE', main)).status).toBe(403);
  });

  it.each([
    [{ source_branch: 'nowhere', target_branch: 'main', title: 'x' }],
    [{ source_branch: 'main', target_branch: 'main', title: 'x' }],
    [{ source_branch: 'main', target_branch: '../x', title: 'x' }],
    [{ source_branch: 'main' }],
  ])('are refused when nothing could be merged: %j', async input => {
    const path = `${project}/merge_requests`;
    expect((await call('POST', path, input)).status).toBe(400);
  });

  it.each([
    ['../x', 'create'],
    ['.git/config', 'create'],
    ['nowhere.md', 'update'],
    ['README.md', 'create'],
  ])(
    'take no commit with what cannot be: %s, %s',
    async (file_path, action) => {
      const { status } = await call('POST', `${project}/repository/commits`, {
        branch: 'main',
        commit_message: 'x',
        actions: [{ action, file_path, content: 'x' }],
      });
      expect(status).toBe(400);
    },
  );
});
