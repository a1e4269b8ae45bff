import { cp, mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';
import { execute } from './support/execute';
import {
  files,
  git,
  hostedRepositories,
  objects,
  smallService,
} from './support/hostedRepositories';
import { startPortal } from './support/startPortal';

jest.setTimeout(240_000);

const examples = resolve(__dirname, '../../examples/repositories/example');

type Portal = Awaited<ReturnType<typeof startPortal>>;
let portal: Portal;
beforeAll(async () => {
  portal = await startPortal();
  await portal.until('the template', () => portal.entity('template:adopt'));
});
afterAll(() => portal?.stop());

const { repoUrl, pushed, cloned } = hostedRepositories(() => portal);

interface Pull {
  number: number;
  body: string;
  head: { ref: string };
  state: string;
}

const pulls = async (name: string) =>
  (await portal.api<Pull[]>('GET', `/repos/acme/${name}/pulls?state=all`)).body;

describe('a service with files of its own', () => {
  const answers = {
    monitoring: true,
    deploy: 'helm',
    ci: 'github',
    gitops: 'argocd',
  };

  it('gets what it lacks by a pull request, and keeps every byte of what it has', async () => {
    const own = await pushed('orders', directory =>
      cp(join(examples, 'orders'), directory, { recursive: true }),
    );
    const before = await objects(own);
    const { status, log } = await portal.create('adopt', {
      repoUrl: repoUrl('orders'),
      ...answers,
    });
    expect(status === 'completed' ? '' : log).toBe('');
    expect(log).toContain('orders: node with npm');
    expect(log).toMatch(/orders: .* before, .* after/);

    const [pull, ...more] = await pulls('orders');
    expect(more).toEqual([]);
    // What was kept and why, what is beside what is new, and what the request changes.
    expect(pull.body).toContain('## Kept as it is');
    expect(pull.body).toMatch(
      /\| `catalog-info.yaml` \| `catalog-info.yaml` \|/,
    );
    expect(pull.body).toMatch(/There is another chart: .*`chart\/Chart.yaml`/);
    expect(pull.body).toContain('There is another pipeline');
    expect(pull.body).toContain('### Satisfied by this request');

    const { status: merged } = await portal.api(
      'PUT',
      `/repos/acme/orders/pulls/${pull.number}/merge`,
      {},
    );
    expect(merged).toBe(200);
    const result = await cloned('orders');
    const after = await objects(result);
    for (const [path, object] of before) {
      expect([path, after.get(path)]).toEqual([path, object]);
    }
    const lock = parse(
      await readFile(join(result, '.golden-path/adopted.yaml'), 'utf8'),
    );
    expect(lock.files['catalog-info.yaml'].mode).toBe('kept');
    expect(lock.files['charts/orders/values.yaml'].mode).toBe('seeded');
    for (const [path, { mode }] of Object.entries<{ mode: string }>(
      lock.files,
    )) {
      expect([path, after.has(path) || mode === 'kept']).toEqual([path, true]);
    }
    // It asks where the service answers, not where a new one would.
    const chart = await readFile(
      join(result, 'charts/orders/templates/_pod.tpl'),
      'utf8',
    );
    expect(chart).toContain('path: /health/ready');
  });

  it('is not touched by a dry run, which shows what would be added', async () => {
    await pushed('tried', files(smallService));
    const { status, body } = await portal.dryRun('adopt', {
      repoUrl: repoUrl('tried'),
      owner: 'group:default/checkout',
    });
    expect(status).toBe(200);
    const paths = body.directoryContents.map(
      ({ path }: { path: string }) => path,
    );
    expect(paths).toContain('addition/catalog-info.yaml');
    expect(JSON.stringify(body.log)).toContain('below L1 before');
    expect(await pulls('tried')).toEqual([]);
  });

  it('is left alone when it has everything that is asked for', async () => {
    const { status, log } = await portal.create('adopt', {
      repoUrl: repoUrl('orders'),
      ...answers,
    });
    expect(status === 'completed' ? '' : log).toBe('');
    expect(log).toContain('There is nothing to add');
    expect(await pulls('orders')).toHaveLength(1);
  });
});

it('changes an open request instead of opening another one', async () => {
  await pushed('payments', directory =>
    cp(join(examples, 'payments'), directory, { recursive: true }),
  );
  const first = await portal.create('adopt', { repoUrl: repoUrl('payments') });
  expect(first.status === 'completed' ? '' : first.log).toBe('');
  expect(first.log).toContain('payments: python with pip');
  const second = await portal.create('adopt', {
    repoUrl: repoUrl('payments'),
    deploy: 'helm',
  });
  expect(second.status === 'completed' ? '' : second.log).toBe('');
  const [pull, ...more] = await pulls('payments');
  expect(more).toEqual([]);
  const branch = await objects(await cloned('payments', pull.head.ref));
  expect(branch.has('charts/payments/Chart.yaml')).toBe(true);
  expect(pull.body).toContain('charts/payments/Chart.yaml');
});

it('opens nothing when a check that passes now would be lost', async () => {
  await pushed('lossy', files(smallService));
  // A block that brings a credential along: nobody should merge that.
  const script = join(portal.library, 'blocks/adopt/skeleton/docs/leak.ts');
  await writeFile(
    script,
    "export const aws = { accessKeyId: 'AKIAZ5Q3M7XN2VWJ4KLP', secretAccessKey: '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' };\n",
  );
  try {
    const { status, log } = await portal.create('adopt', {
      repoUrl: repoUrl('lossy'),
      owner: 'group:default/checkout',
    });
    expect(status).toBe('failed');
    expect(log).toContain('would not pass any more: no-secrets-in-code');
    expect(await pulls('lossy')).toEqual([]);
  } finally {
    await rm(script);
  }
});

describe('a repository that means no good', () => {
  it('is adopted without following links, and without a file where a link or a submodule stands', async () => {
    await pushed('hostile', async directory => {
      await files({
        ...smallService,
        'CODEOWNERS/evil': 'a folder where a file belongs',
        DOCS: 'a file where a folder belongs, on a system that ignores case',
        '.gitattributes': 'renovate.json export-ignore\n',
        'renovate.json': '{ "extends": ["config:recommended"] }\n',
        'new\nline.md': '# x',
        'a`|</td>.yaml': 'rules: 1',
        '.gitmodules':
          '[submodule "charts"]\n\tpath = charts\n\turl = https://example.com/x.git\n',
      })(directory);
      await symlink('/etc/passwd', join(directory, 'catalog-info.yaml'));
      await symlink('../../..', join(directory, 'deploy'));
      await mkdir(join(directory, 'charts'));
      await git(
        directory,
        'update-index',
        '--add',
        '--cacheinfo',
        '160000,1111111111111111111111111111111111111111,charts',
      );
    });
    const before = await objects(await cloned('hostile'));
    const { status, log } = await portal.create('adopt', {
      repoUrl: repoUrl('hostile'),
      owner: 'group:default/checkout',
      deploy: 'helm',
    });
    expect(status === 'completed' ? '' : log).toBe('');
    expect(log).not.toContain('root:');
    const [pull] = await pulls('hostile');
    const after = await objects(await cloned('hostile', pull.head.ref));
    for (const [path, object] of before) {
      expect([path, after.get(path)]).toEqual([path, object]);
    }
    const added = [...after.keys()].filter(path => !before.has(path));
    expect(added.sort()).toEqual([
      '.editorconfig',
      '.github/pull_request_template.md',
      '.golden-path/adopted.yaml',
      'mkdocs.yml',
    ]);
    expect(pull.body).not.toContain('</td>');
  });

  it('is refused when it has too many files, before they are read', async () => {
    await pushed('endless', async directory => {
      await files(smallService)(directory);
      await git(directory, 'add', '--all');
      const object = (
        await git(directory, 'hash-object', '-w', 'index.js')
      ).trim();
      const list = Array.from(
        { length: 50_001 },
        (_, index) => `100644 ${object}\tmany/${index}.txt`,
      );
      await writeFile(join(directory, '.git/list'), `${list.join('\n')}\n`);
      await execute('sh', ['-c', 'git update-index --index-info < .git/list'], {
        cwd: directory,
        timeoutMs: 60_000,
      });
      await git(directory, 'commit', '--quiet', '--message', 'Many');
      await git(directory, 'reset', '--hard', '--quiet');
      await writeFile(join(directory, 'last.txt'), 'x');
    });
    const { status, log } = await portal.create('adopt', {
      repoUrl: repoUrl('endless'),
      owner: 'group:default/checkout',
    });
    expect(status).toBe('failed');
    expect(log).toContain('has more than 50000 files and folders');
    expect(await pulls('endless')).toEqual([]);
  });
});

it.each([
  [{ 'README.md': '# Empty' }, { owner: 'checkout' }, 'choose the runtime'],
  [smallService, {}, 'The repository says nothing of its owner'],
  [
    { ...smallService, 'package-lock.json': '{}', 'yarn.lock': '' },
    { owner: 'checkout', ci: 'github' },
    undefined,
  ],
  [
    { ...smallService, '.golden-path/adopted.yaml': 'lockVersion: 7\n' },
    { owner: 'checkout' },
    'adopted.yaml is no record of an adoption',
  ],
])(
  'says what is missing, before anything is proposed: %#',
  async (contents, answers, says) => {
    const name = `incomplete-${Math.random().toString(36).slice(2, 10)}`;
    const without = { ...contents } as Record<string, string>;
    if (says === undefined) delete without['package-lock.json'];
    await pushed(name, files(without));
    const { status, log } = await portal.create('adopt', {
      repoUrl: repoUrl(name),
      ...answers,
    });
    expect(status).toBe('failed');
    expect(log).toContain(says ?? 'the repository has yarn');
    expect(await pulls(name)).toEqual([]);
  },
);
