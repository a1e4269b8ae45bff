import { ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  callApi,
  createTestForge,
  TEST_TOKEN,
} from './__testUtils__/createTestForge';
import { runGit } from './__testUtils__/runGit';
import { until } from './__testUtils__/until';

const binary = resolve(__dirname, '..', 'bin', 'forge');
const temporary = (dataDir: string) => readdir(join(dataDir, 'temporary'));

describe('across restarts', () => {
  let dataDir: string;
  const started: ChildProcess[] = [];
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'forge-'));
  });
  afterEach(async () => {
    for (const child of started.splice(0)) child.kill('SIGKILL');
    await rm(dataDir, { recursive: true, force: true });
  });

  it('keeps what it has, and clears away what a killed forge left', async () => {
    const first = await createTestForge({ dataDir });
    const seeded = await first.seed({
      owner: 'acme',
      name: 'shop',
      commits: [{ message: 'x', files: { a: '1' } }],
    });
    const protection = { enforce_admins: true };
    await callApi(
      first,
      'PUT',
      '/repos/acme/shop/branches/main/protection',
      protection,
    );
    await first.close();
    const gitDir = join(dataDir, 'repositories', 'acme', 'shop.git');
    await writeFile(join(gitDir, 'refs', 'heads', 'main.lock'), '');
    await writeFile(join(gitDir, 'packed-refs.lock'), '');
    await writeFile(join(gitDir, 'forge.json.new'), '{');
    await mkdir(join(dataDir, 'temporary', '999999999-left', 'objects'), {
      recursive: true,
    });

    const second = await createTestForge({ dataDir });
    try {
      expect(await temporary(dataDir)).toEqual([]);
      const again = await second.seed({
        owner: 'acme',
        name: 'shop',
        commits: [{ message: 'y', files: { a: '2' } }],
      });
      expect(again).toEqual({ created: false, commit: seeded.commit });
      const { body } = await callApi(
        second,
        'GET',
        '/repos/acme/shop/branches/main/protection',
      );
      expect(body).toMatchObject({ enforce_admins: { enabled: true } });
      const change = { message: 'Second', content: 'bmV3' };
      expect(
        (await callApi(second, 'PUT', '/repos/acme/shop/contents/b', change))
          .status,
      ).toBe(201);
      expect((await callApi(second, 'DELETE', '/repos/acme/shop')).status).toBe(
        204,
      );
      expect(
        (await callApi(second, 'POST', '/orgs/acme/repos', { name: 'shop' }))
          .status,
      ).toBe(201);
    } finally {
      await second.close();
    }
  });

  it('survives being killed while it creates and receives, and names can be used again', async () => {
    const examples = join(dataDir, 'examples');
    await mkdir(join(examples, 'acme', 'shop', 'docs'), { recursive: true });
    await writeFile(
      join(examples, 'acme', 'shop', 'README.md'),
      'at __FORGE_URL__\n',
    );
    await writeFile(join(examples, 'acme', 'shop', 'docs', 'a.md'), 'a\n');
    await writeFile(
      join(examples, 'acme', 'shop.yaml'),
      'description: Sells\ncommits:\n  - message: Start\n    daysAgo: 40\n  - message: Document\n    paths: [docs]\n',
    );
    const data = join(dataDir, 'data');
    const killed = await startProcess(data, examples, started);
    const clone = join(dataDir, 'clone');
    await runGit(
      dataDir,
      'clone',
      '--quiet',
      `http://x:${TEST_TOKEN}@localhost:${killed.port}/acme/shop.git`,
      clone,
    );
    expect(await runGit(clone, 'log', '--format=%s')).toBe('Document\nStart');
    expect(await runGit(clone, 'show', 'HEAD:README.md')).toBe(
      `at ${killed.url}`,
    );

    const work = Array.from({ length: 30 }, async (_, index) => {
      await callApi(killed, 'POST', '/orgs/acme/repos', {
        name: `new-${index}`,
        auto_init: true,
      });
      await callApi(killed, 'PUT', `/repos/acme/shop/contents/file-${index}`, {
        message: 'x',
        content: 'bmV3',
      });
    }).map(each => each.catch(() => {}));
    await until(
      () => (killed.log().match(/Repository created/g) ?? []) as string[],
      { length: 3 },
    );
    killed.child.kill('SIGKILL');
    await Promise.all(work);

    const next = await startProcess(data, examples, started);
    expect(await temporary(data)).toEqual([]);
    for (let index = 0; index < 30; index++) {
      const made = await callApi(next, 'POST', '/orgs/acme/repos', {
        name: `new-${index}`,
        auto_init: true,
      });
      const commits = await callApi<unknown[]>(
        next,
        'GET',
        `/repos/acme/new-${index}/commits`,
      );
      expect([201, 422]).toContain(made.status);
      expect(commits.body).toHaveLength(1);
    }
    expect(
      (
        await callApi(next, 'PUT', '/repos/acme/shop/contents/last', {
          message: 'x',
          content: 'bmV3',
        })
      ).status,
    ).toBe(201);
    await runGit(clone, 'pull', '--quiet', `${next.url}/acme/shop.git`, 'main');
    await runGit(clone, 'fsck', '--full', '--strict');

    next.child.kill('SIGTERM');
    const [code] = await once(next.child, 'exit');
    expect(code).toBe(0);
  }, 60_000);

  it('says in one line what is wrong when it cannot start', async () => {
    const run = (args: string[], environment: object) =>
      new Promise<{ code: unknown; stderr: string }>(done => {
        const options = {
          env: { ...process.env, ...environment },
          timeout: 20_000,
        };
        execFile(binary, args, options, (error, _stdout, stderr) =>
          done({ code: error?.code, stderr }),
        );
      });
    const missing = await run(['serve', '--data', dataDir], {
      FORGE_TOKEN: '',
    });
    expect(missing).toEqual({
      code: 1,
      stderr: 'forge: Set FORGE_TOKEN to the token that clients will use\n',
    });
    const running = await createTestForge({ dataDir });
    const taken = await run(
      ['serve', '--data', dataDir, '--port', String(running.port)],
      { FORGE_TOKEN: 'x' },
    );
    await running.close();
    expect(taken.code).toBe(1);
    expect(taken.stderr).toMatch(/^forge: the port is taken .*\n$/);
  }, 60_000);
});

/** Starts the command on a free port. */
async function startProcess(
  data: string,
  examples: string,
  started: ChildProcess[],
) {
  const child = spawn(
    binary,
    ['serve', '--data', data, '--port', '0', '--examples', examples],
    {
      env: { ...process.env, FORGE_TOKEN: TEST_TOKEN },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  started.push(child);
  let output = '';
  child.stderr.on('data', chunk => {
    output += chunk;
  });
  const [[, url]] = await until(
    () => [...output.matchAll(/ready at (http:\S+)/g)],
    { length: 1 },
  );
  return { child, url, port: Number(new URL(url).port), log: () => output };
}
