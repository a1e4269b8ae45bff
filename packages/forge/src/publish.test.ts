import {
  createGithubWebhookAction,
  createPublishGithubAction,
  createPublishGithubPullRequestAction,
} from '@backstage/plugin-scaffolder-backend-module-github';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClients } from './__testUtils__/createClients';
import { callApi, createTestForge } from './__testUtils__/createTestForge';
import { runGit } from './__testUtils__/runGit';

// The GitHub client waits a second between writes.
jest.setTimeout(60_000);

describe('publishing with the official scaffolder actions', () => {
  let forge: Awaited<ReturnType<typeof createTestForge>>;
  let clients: ReturnType<typeof createClients>;
  let workspacePath: string;

  beforeAll(async () => {
    forge = await createTestForge();
    clients = createClients(forge);
  });
  afterAll(() => forge.dispose());
  beforeEach(async () => {
    workspacePath = await mkdtemp(join(tmpdir(), 'workspace-'));
  });
  afterEach(() => rm(workspacePath, { recursive: true, force: true }));

  async function publish(input: Record<string, unknown>) {
    const output = jest.fn();
    const action = createPublishGithubAction(clients);
    await action.handler({
      ...createMockActionContext({ input: input as never, workspacePath }),
      output,
    });
    return Object.fromEntries(output.mock.calls);
  }

  it('creates a repository with its files, settings and branch protection', async () => {
    await mkdir(join(workspacePath, 'src'));
    await writeFile(join(workspacePath, 'src', 'index.js'), 'hello\n');
    await writeFile(join(workspacePath, 'run.sh'), '#!/bin/sh\n');
    await chmod(join(workspacePath, 'run.sh'), 0o755);

    const output = await publish({
      repoUrl: `localhost:${forge.port}?owner=acme&repo=shop`,
      description: 'Sells things',
      repoVisibility: 'internal',
      deleteBranchOnMerge: true,
      requiredApprovingReviewCount: 2,
      requiredStatusCheckContexts: ['build'],
      requiredCommitSigning: true,
      topics: ['Golden-Path', 'node'],
      collaborators: [
        { user: 'dana', access: 'push' },
        { team: 'group:default/payments', access: 'maintain' },
      ],
      repoVariables: { REGION: 'north' },
      secrets: { TOKEN: 'never stored' },
    });

    expect(output).toEqual({
      remoteUrl: `${forge.url}/acme/shop.git`,
      repoContentsUrl: `${forge.url}/acme/shop/blob/main`,
      commitHash: expect.stringMatching(/^[0-9a-f]{40}$/),
    });
    const clone = join(workspacePath, 'clone');
    await runGit(workspacePath, 'clone', '--quiet', output.remoteUrl, clone);
    expect(await runGit(clone, 'rev-parse', 'HEAD')).toBe(output.commitHash);
    expect(
      await runGit(
        clone,
        'ls-tree',
        '-r',
        '--format=%(objectmode) %(path)',
        'HEAD',
      ),
    ).toBe('100755 run.sh\n100644 src/index.js');
    expect(await runGit(clone, 'log', '--format=%an <%ae>')).toBe(
      'Portal <portal@example.com>',
    );

    expect(
      (await callApi(forge, 'GET', '/repos/acme/shop')).body,
    ).toMatchObject({
      description: 'Sells things',
      visibility: 'internal',
      private: true,
      default_branch: 'main',
      delete_branch_on_merge: true,
      topics: ['golden-path', 'node'],
    });
    expect(
      (await callApi(forge, 'GET', '/repos/acme/shop/branches/main/protection'))
        .body,
    ).toMatchObject({
      required_pull_request_reviews: { required_approving_review_count: 2 },
      required_status_checks: { strict: true, contexts: ['build'] },
      enforce_admins: { enabled: true },
      required_signatures: { enabled: true },
    });
    expect(
      (await callApi(forge, 'GET', '/repos/acme/shop/collaborators')).body,
    ).toMatchObject([{ login: 'dana', role_name: 'push' }]);
    expect(
      (await callApi(forge, 'GET', '/repos/acme/shop/teams')).body,
    ).toMatchObject([{ slug: 'payments', permission: 'maintain' }]);
    expect(
      (await callApi(forge, 'GET', '/repos/acme/shop/actions/variables')).body,
    ).toMatchObject({
      variables: [{ name: 'REGION', value: 'north' }],
    });
    expect(
      (await callApi(forge, 'GET', '/repos/acme/shop/actions/secrets')).body,
    ).toEqual({
      total_count: 1,
      secrets: [{ name: 'TOKEN' }],
    });
  });

  it('makes the pushed branch the default branch', async () => {
    await writeFile(join(workspacePath, 'README.md'), 'trunk\n');
    await publish({
      repoUrl: `localhost:${forge.port}?owner=acme&repo=trunk`,
      defaultBranch: 'trunk',
    });
    const { body } = await callApi(forge, 'GET', '/repos/acme/trunk');
    expect(body.default_branch).toBe('trunk');
    expect(
      (await callApi(forge, 'GET', '/repos/acme/trunk/branches/trunk')).body,
    ).toMatchObject({ protected: true });
  });

  it('says that a name is taken, or not allowed, and changes nothing', async () => {
    await forge.seed({
      owner: 'acme',
      name: 'taken',
      commits: [{ message: 'First', files: { a: '1' } }],
    });
    await writeFile(join(workspacePath, 'README.md'), 'other\n');
    await expect(
      publish({ repoUrl: `localhost:${forge.port}?owner=acme&repo=Taken` }),
    ).rejects.toThrow(
      /Failed to create the Organization repository acme\/Taken.*name already exists on this account/,
    );
    await expect(
      publish({ repoUrl: `localhost:${forge.port}?owner=acme&repo=-x` }),
    ).rejects.toThrow(/'-x' is not a valid repository name/);
    const { body } = await callApi<unknown[]>(
      forge,
      'GET',
      '/repos/acme/taken/commits',
    );
    expect(body).toHaveLength(1);
  });

  it('opens a pull request, updates it, and merges it', async () => {
    await forge.seed({
      owner: 'acme',
      name: 'cart',
      commits: [
        {
          message: 'First',
          files: { 'README.md': 'one\n', 'old/gone.txt': 'x\n' },
        },
      ],
    });
    const open = async (extra: object) => {
      const output = jest.fn();
      const input = {
        repoUrl: `localhost:${forge.port}?owner=acme&repo=cart`,
        branchName: 'golden-path/update',
        title: 'Update the path',
        description: 'Why',
        filesToDelete: ['old/gone.txt'],
        reviewers: ['dana'],
        ...extra,
      };
      const action = createPublishGithubPullRequestAction(clients);
      await action.handler({
        ...createMockActionContext({ input, workspacePath }),
        output,
      });
      return Object.fromEntries(output.mock.calls);
    };

    await writeFile(join(workspacePath, 'README.md'), 'two\n');
    const output = await open({});
    expect(output).toEqual({
      targetBranchName: 'main',
      remoteUrl: `${forge.url}/acme/cart/pull/1`,
      pullRequestNumber: 1,
    });
    await expect(open({})).rejects.toThrow(
      /Pull request creation failed.*already exists/s,
    );
    await writeFile(join(workspacePath, 'README.md'), 'three\n');
    await open({ update: true });

    const pull = await callApi(forge, 'GET', '/repos/acme/cart/pulls/1');
    expect(pull.body).toMatchObject({
      state: 'open',
      title: 'Update the path',
      mergeable: true,
      requested_reviewers: [{ login: 'dana' }],
      changed_files: 2,
      additions: 1,
      deletions: 2,
    });
    const files = await callApi<Array<{ filename: string }>>(
      forge,
      'GET',
      '/repos/acme/cart/pulls/1/files',
    );
    expect(files.body).toMatchObject([
      { filename: 'README.md', status: 'modified' },
      { filename: 'old/gone.txt', status: 'removed' },
    ]);

    const merged = await callApi(
      forge,
      'PUT',
      '/repos/acme/cart/pulls/1/merge',
      {},
    );
    expect(merged).toMatchObject({ status: 200, body: { merged: true } });
    const read = await clients.reader.readUrl(
      `${forge.url}/acme/cart/blob/main/README.md`,
    );
    expect((await read.buffer()).toString()).toBe('three\n');
    expect(
      (await callApi(forge, 'GET', '/repos/acme/cart/pulls/1')).body,
    ).toMatchObject({
      state: 'closed',
      merged: true,
      merge_commit_sha: merged.body.sha,
    });
    expect(
      (await callApi(forge, 'PUT', '/repos/acme/cart/pulls/1/merge', {}))
        .status,
    ).toBe(405);
  });

  it('adds a webhook with the github:webhook action', async () => {
    await forge.seed({
      owner: 'acme',
      name: 'hooked',
      commits: [{ message: 'First', files: { a: '1' } }],
    });
    const input = {
      repoUrl: `localhost:${forge.port}?owner=acme&repo=hooked`,
      webhookUrl: 'http://127.0.0.1:9/hook',
      webhookSecret: 'hidden',
      events: ['push' as const],
    };
    await createGithubWebhookAction(clients).handler(
      createMockActionContext({ input, workspacePath }),
    );
    const { body } = await callApi(forge, 'GET', '/repos/acme/hooked/hooks');
    expect(body).toMatchObject([
      {
        active: true,
        events: ['push'],
        config: { url: 'http://127.0.0.1:9/hook' },
      },
    ]);
    expect(JSON.stringify(body)).not.toContain('hidden');
  });
});
