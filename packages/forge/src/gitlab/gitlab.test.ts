import {
  GitlabUrlReader,
  UrlReaders,
} from '@backstage/backend-defaults/urlReader';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { createPublishGitlabAction } from '@backstage/plugin-scaffolder-backend-module-gitlab';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTestForge, TEST_TOKEN } from '../__testUtils__/createTestForge';
import { runGit } from '../__testUtils__/runGit';

jest.setTimeout(60_000);

describe('as GitLab', () => {
  let forge: Awaited<ReturnType<typeof createTestForge>>;
  let origin: string;
  let clients: ReturnType<typeof createClients>;
  let workspacePath: string;

  beforeAll(async () => {
    forge = await createTestForge({ closedOwners: ['Closed'] });
    // The name under which a portal knows it as GitLab, beside the other one.
    origin = `http://127.0.0.1:${forge.port}`;
    clients = createClients(TEST_TOKEN);
  });
  afterAll(() => forge.dispose());
  beforeEach(async () => {
    workspacePath = await mkdtemp(join(tmpdir(), 'workspace-'));
  });
  afterEach(() => rm(workspacePath, { recursive: true, force: true }));

  function createClients(token: string) {
    const config = new ConfigReader({
      integrations: {
        gitlab: [
          {
            host: `127.0.0.1:${forge.port}`,
            baseUrl: origin,
            apiBaseUrl: `${origin}/api/v4`,
            token,
          },
        ],
      },
      scaffolder: {
        defaultAuthor: { name: 'Portal', email: 'portal@example.com' },
      },
    });
    const reader = UrlReaders.create({
      config,
      logger: mockServices.logger.mock(),
      factories: [GitlabUrlReader.factory],
    });
    const integrations = ScmIntegrations.fromConfig(config);
    return { config, integrations, reader };
  }

  async function publish(input: Record<string, unknown>, using = clients) {
    const output = jest.fn();
    await createPublishGitlabAction(using).handler({
      ...createMockActionContext({
        input: { defaultBranch: 'main', ...input } as never,
        workspacePath,
      }),
      output,
    });
    return Object.fromEntries(output.mock.calls);
  }

  const address = (owner: string, name: string) =>
    `127.0.0.1:${forge.port}?owner=${owner}&repo=${name}`;

  async function callGitlab<T = Record<string, unknown>>(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; headers: Headers; body: T }> {
    const response = await fetch(`${origin}/api/v4${path}`, {
      method,
      headers: {
        'private-token': TEST_TOKEN,
        'content-type': 'application/json',
      },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: (text ? JSON.parse(text) : undefined) as T,
    };
  }

  describe('publishing with publish:gitlab', () => {
    it('creates a project with its files, settings, branches and variables', async () => {
      await mkdir(join(workspacePath, 'src'));
      await writeFile(join(workspacePath, 'src', 'index.js'), 'hello\n');
      const output = await publish({
        repoUrl: address('acme', 'shop'),
        repoVisibility: 'internal',
        gitCommitMessage: 'Begin',
        topics: ['node'],
        settings: {
          description: 'Sells things',
          squash_option: 'default_on',
          only_allow_merge_if_pipeline_succeeds: true,
        },
        branches: [{ name: 'next', create: true, protect: true, ref: 'main' }],
        projectVariables: [
          { key: 'REGION', value: 'north' },
          { key: 'SECRET', value: 'never stored', masked: true },
        ],
        setUserAsOwner: true,
      });
      expect(output).toEqual({
        created: true,
        commitHash: expect.stringMatching(/^[0-9a-f]{40}$/),
        projectId: expect.any(Number),
        remoteUrl: `${origin}/acme/shop`,
        repoContentsUrl: `${origin}/acme/shop/-/blob/main`,
      });
      const clone = join(workspacePath, 'clone');
      const remote = `${output.remoteUrl}.git`;
      await runGit(workspacePath, 'clone', '--quiet', remote, clone);
      expect(await runGit(clone, 'log', '--format=%H %an %s')).toBe(
        `${output.commitHash} Portal Begin`,
      );
      expect(await runGit(clone, 'ls-files')).toBe('src/index.js');

      const { body } = await callGitlab('GET', '/projects/acme%2Fshop');
      expect(body).toMatchObject({
        id: output.projectId,
        path_with_namespace: 'acme/shop',
        description: 'Sells things',
        visibility: 'internal',
        default_branch: 'main',
        empty_repo: false,
        topics: ['node'],
        squash_option: 'default_on',
        only_allow_merge_if_pipeline_succeeds: true,
      });
      const byNumber = `/projects/${output.projectId}`;
      const next = await callGitlab(
        'GET',
        `${byNumber}/repository/branches/next`,
      );
      expect(next.body).toMatchObject({ name: 'next', protected: true });
      const variables = await callGitlab('GET', `${byNumber}/variables`);
      expect(variables.body).toEqual([
        { key: 'REGION', value: 'north', masked: false },
        { key: 'SECRET', masked: true },
      ]);
    });

    it('protects the default branch by itself, and says so to who asks for it', async () => {
      await writeFile(join(workspacePath, 'README.md'), '# twice\n');
      const branches = [{ name: 'main', protect: true }];
      await expect(
        publish({ repoUrl: address('acme', 'twice'), branches }),
      ).rejects.toThrow(/Branch protection failed for main/);
      const path = '/projects/acme%2Ftwice/protected_branches/main';
      expect((await callGitlab('GET', path)).body).toMatchObject({
        name: 'main',
        push_access_levels: [{ access_level: 40 }],
      });
      expect((await callGitlab('DELETE', path)).status).toBe(204);
      expect((await callGitlab('GET', path)).status).toBe(404);
      const again = await callGitlab(
        'POST',
        `${path.replace('/main', '')}?name=main&push_access_level=0`,
      );
      expect(again.status).toBe(201);
      expect((await callGitlab('GET', path)).body).toMatchObject({
        push_access_levels: [{ access_level: 0 }],
      });
    });

    it.each([
      ['a name that is taken', 'acme', 'shop', 'has already been taken'],
      ['an owner that there cannot be', '-', 'x', 'is not found'],
      ['an owner that is closed to the token', 'closed', 'x', '403 Forbidden'],
    ])('refuses %s', async (_what, owner, name, message) => {
      await writeFile(join(workspacePath, 'README.md'), '# no\n');
      await expect(publish({ repoUrl: address(owner, name) })).rejects.toThrow(
        message,
      );
    });

    it('leaves what exists alone when it is told to', async () => {
      const output = await publish({
        repoUrl: address('acme', 'shop'),
        skipExisting: true,
      });
      expect(output).toMatchObject({
        created: false,
        repoContentsUrl: `${origin}/acme/shop/-/blob/main`,
      });
    });

    it('takes no wrong token, from the action and from Git', async () => {
      await expect(
        publish(
          { repoUrl: address('acme', 'wrong') },
          createClients('wrong-token'),
        ),
      ).rejects.toThrow('401 Unauthorized');
      const url = `${origin}/acme/shop.git`;
      const clone = join(workspacePath, 'clone');
      await runGit(workspacePath, 'clone', '--quiet', url, clone);
      const wrong = url.replace('//', '//oauth2:wrong@');
      await expect(runGit(clone, 'push', wrong, 'main:other')).rejects.toThrow(
        /Authentication failed/,
      );
    });
  });

  describe('reading with the GitlabUrlReader', () => {
    beforeAll(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'read-'));
      await callGitlab('POST', '/projects', {
        path: 'books',
        name: 'books',
        namespace_id: (await callGitlab('GET', '/namespaces/acme')).body.id,
      });
      await mkdir(join(folder, 'docs/deep'), { recursive: true });
      await writeFile(join(folder, 'catalog-info.yaml'), 'kind: Component\n');
      await writeFile(join(folder, 'docs/runbook.md'), '# Runbook\n');
      await writeFile(join(folder, 'docs/deep/notes.md'), 'ünïcode\n');
      await push(folder, 'Start');
      await rm(folder, { recursive: true, force: true });
    });

    async function push(folder: string, message: string) {
      const url = `${origin}/acme/books.git`;
      const remote = url.replace('//', `//oauth2:${TEST_TOKEN}@`);
      await runGit(folder, 'init', '--quiet', '-b', 'main');
      await runGit(folder, 'add', '--all');
      await runGit(folder, 'commit', '--quiet', '-m', message);
      await runGit(folder, 'push', '--quiet', remote, 'main');
    }

    it('reads a file, and tells when it did not change', async () => {
      const url = `${origin}/acme/books/-/blob/main/docs/deep/notes.md`;
      const file = await clients.reader.readUrl(url);
      expect((await file.buffer()).toString()).toBe('ünïcode\n');
      expect(file.lastModifiedAt?.getTime()).toBeGreaterThan(0);
      await expect(
        clients.reader.readUrl(url, { etag: file.etag }),
      ).rejects.toMatchObject({ name: 'NotModifiedError' });
      await expect(
        clients.reader.readUrl(url.replace('notes', 'missing')),
      ).rejects.toMatchObject({ name: 'NotFoundError' });
    });

    it('reads a tree, says that it is unmodified, and reads it anew after a push', async () => {
      const url = `${origin}/acme/books/-/tree/main/`;
      const first = await clients.reader.readTree(url);
      expect((await first.files()).map(({ path }) => path).sort()).toEqual([
        'catalog-info.yaml',
        'docs/deep/notes.md',
        'docs/runbook.md',
      ]);
      expect(first.etag).toMatch(/^[0-9a-f]{40}$/);
      await expect(
        clients.reader.readTree(url, { etag: first.etag }),
      ).rejects.toMatchObject({ name: 'NotModifiedError' });

      const clone = join(workspacePath, 'books');
      await runGit(
        workspacePath,
        'clone',
        '-q',
        `${origin}/acme/books.git`,
        clone,
      );
      await writeFile(join(clone, 'docs', 'new.md'), 'new\n');
      await push(clone, 'Add a page');
      const second = await clients.reader.readTree(
        `${origin}/acme/books/-/tree/main/docs`,
        { etag: first.etag },
      );
      expect((await second.files()).map(({ path }) => path).sort()).toEqual([
        'deep/notes.md',
        'new.md',
        'runbook.md',
      ]);
      const whole = await clients.reader.readTree(`${origin}/acme/books`);
      expect(whole.etag).toBe(second.etag);
      const { files } = await clients.reader.search(
        `${origin}/acme/books/-/blob/main/docs/**/no*.md`,
      );
      expect(files.map(each => each.url)).toEqual([
        `${origin}/acme/books/-/blob/main/docs/deep/notes.md`,
      ]);
    });

    it('finds nothing in an empty project and in none', async () => {
      const { body } = await callGitlab('GET', '/namespaces/acme');
      const empty = { path: 'empty', namespace_id: body.id };
      expect((await callGitlab('POST', '/projects', empty)).status).toBe(201);
      for (const name of ['empty', 'nobody', 'deeper/nested']) {
        await expect(
          clients.reader.readTree(`${origin}/acme/${name}/-/tree/main/`),
        ).rejects.toMatchObject({ name: 'NotFoundError' });
      }
    });
  });

  it('gives long lists in pages', async () => {
    const { body } = await callGitlab('GET', '/namespaces/many');
    for (const path of ['a', 'b', 'c']) {
      await callGitlab('POST', '/projects', { path, namespace_id: body.id });
    }
    const first = await callGitlab<{ path: string }[]>(
      'GET',
      '/groups/many/projects?per_page=2',
    );
    expect(first.body.map(({ path }) => path)).toEqual(['a', 'b']);
    const [, next] = /<([^>]+)>; rel="next"/.exec(
      first.headers.get('link') ?? '',
    ) ?? ['', ''];
    const second = await callGitlab<{ path: string }[]>(
      'GET',
      next.replace(`${origin}/api/v4`, ''),
    );
    expect(second.body.map(({ path }) => path)).toEqual(['c']);
  });

  it('deletes a project, and the name is free again', async () => {
    const { body } = await callGitlab('GET', '/namespaces/acme');
    const project = { path: 'short-lived', namespace_id: body.id };
    await callGitlab('POST', '/projects', project);
    const path = '/projects/acme%2Fshort-lived';
    expect((await callGitlab('DELETE', path)).status).toBe(202);
    expect((await callGitlab('GET', path)).status).toBe(404);
    expect((await callGitlab('POST', '/projects', project)).status).toBe(201);
  });

  it.each([
    ['GET', '/projects/acme%2F..%2Fshop', 404],
    ['GET', '/projects/..%2F..%2Fetc', 404],
    ['GET', '/projects/acme%2Fshop/repository/files/..%2F..%2Fx/raw', 404],
    ['GET', '/projects/acme%2Fshop/repository/files/src/raw', 404],
    ['GET', '/projects/acme%2Fshop/repository/archive?sha=--output=x', 404],
    ['GET', '/projects/acme%2Fshop/repository/archive?path=..%2F..', 404],
    ['GET', '/projects/acme%2Fshop/repository/commits?ref_name=--all', 404],
    ['GET', '/projects/99999999999', 404],
    ['GET', '/nothing/of/the/kind', 404],
    ['POST', '/projects', 400],
  ])('answers %s %s with %s', async (method, path, status) => {
    const answer = await callGitlab<{ message: string }>(
      method,
      path,
      method === 'POST' ? { visibility: 'secret' } : undefined,
    );
    expect(answer.status).toBe(status);
    expect(answer.body.message).toBeTruthy();
  });

  it("leads from GitLab's addresses to its own pages", async () => {
    const page = await fetch(
      `${origin}/acme/books/-/blob/main/docs/runbook.md`,
    );
    expect(page.status).toBe(200);
    expect(page.url).toBe(`${origin}/acme/books/blob/main/docs/runbook.md`);
    expect(await page.text()).toContain('Runbook');
  });
});
