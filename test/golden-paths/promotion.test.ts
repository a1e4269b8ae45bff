import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  compose,
  TemplateLibrary,
  writeComposition,
} from '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';
import { parse } from 'yaml';
import { execute } from './support/execute';
import { temporaryDirectory } from './support/temporaryDirectory';

jest.setTimeout(60_000);

const digest = `sha256:${'a1'.repeat(32)}`;
const newer = `sha256:${'b2'.repeat(32)}`;

let library: TemplateLibrary;
beforeAll(async () => {
  library = await TemplateLibrary.fromDirectory(
    resolve(__dirname, '../../templates'),
  );
});

async function git(directory: string, ...args: string[]) {
  const { code, output } = await execute(
    'git',
    ['-c', 'user.name=test', '-c', 'user.email=test@test', ...args],
    { cwd: directory, timeoutMs: 30_000 },
  );
  expect(code === 0 ? '' : output).toBe('');
  return output;
}

/** A clone of a service's repository, whose server keeps what a push said beside the commits. */
async function checkout(ci: 'github' | 'gitlab') {
  const root = await temporaryDirectory();
  const remote = join(root, 'acme', 'orders.git');
  await mkdir(remote, { recursive: true });
  await git(remote, 'init', '--quiet', '--bare', '-b', 'main');
  await git(remote, 'config', 'receive.advertisePushOptions', 'true');
  const hook = join(remote, 'hooks', 'pre-receive');
  await mkdir(join(remote, 'hooks'), { recursive: true });
  await writeFile(
    hook,
    `#!/bin/sh\nenv | grep '^GIT_PUSH_OPTION_[0-9]' | sort | cut -d= -f2- > ${root}/options || true\n`,
  );
  await chmod(hook, 0o755);
  const directory = join(root, 'orders');
  const answers = {
    name: 'orders',
    owner: 'group:default/checkout',
    gitops: 'argocd',
    ci,
  };
  const composition = compose({ library, path: 'node-service', answers });
  await writeComposition(composition, directory);
  await git(directory, 'init', '--quiet', '-b', 'main');
  await git(directory, 'add', '--all');
  await git(directory, 'commit', '--quiet', '-m', 'Create');
  await git(directory, 'remote', 'add', 'origin', remote);
  await git(directory, 'push', '--quiet', 'origin', 'main');
  // What the pipeline has on its machine, and the service has not.
  const bin = join(root, 'bin');
  await mkdir(bin);
  await writeFile(
    join(bin, 'gh'),
    `#!/bin/sh\nprintf '%s\\n' "$@" >> ${root}/gh\n`,
  );
  await chmod(join(bin, 'gh'), 0o755);
  const promote = (args: string[], environment: Record<string, string> = {}) =>
    execute(
      'env',
      [
        `PATH=${bin}:${process.env.PATH}`,
        `CI_SERVER_URL=file://${root}`,
        'CI_SERVER_HOST=gitlab.example',
        'CI_PROJECT_PATH=acme/orders',
        ...Object.entries(environment).map(([key, value]) => `${key}=${value}`),
        'scripts/promote.sh',
        ...args,
      ],
      { cwd: directory, timeoutMs: 30_000 },
    );
  const read = (name: string) =>
    readFile(join(root, name), 'utf8').catch(() => '');
  const valuesOn = async (branch: string, environment: string) => {
    const file = `charts/orders/values/${environment}.yaml`;
    return git(remote, 'show', `${branch}:${file}`);
  };
  return { directory, promote, read, valuesOn };
}

describe.each(['github', 'gitlab'] as const)('a promotion on %s', ci => {
  const token: Record<string, string> =
    ci === 'gitlab' ? { PROMOTION_TOKEN: 'secret-token' } : {};

  it('writes the digest to a branch of its own, once however often it is done', async () => {
    const { directory, promote, valuesOn } = await checkout(ci);
    const first = await promote(['staging', digest], token);
    expect(first.code === 0 ? '' : first.output).toBe('');
    const branch = `promote/staging/${'a1'.repeat(32)}`;
    const values = await valuesOn(branch, 'staging');
    expect(parse(values).image.digest).toBe(digest);

    await git(directory, 'switch', '--quiet', 'main');
    await git(directory, 'merge', '--quiet', branch);
    const again = await promote(['staging', digest], token);
    expect(again).toEqual({
      code: 0,
      output: `staging has ${digest} already\n`,
    });
    const next = await promote(['staging', newer], token);
    expect(next.code === 0 ? '' : next.output).toBe('');
    const after = await valuesOn(
      `promote/staging/${'b2'.repeat(32)}`,
      'staging',
    );
    expect(after.match(/# promoted: begin/g)).toHaveLength(1);
    expect(parse(after).image.digest).toBe(newer);
    expect(after).not.toContain(digest);
  });

  it.each([['latest'], ['sha256:abc'], [`${digest}\nimage: evil`]])(
    'takes nothing but a digest: %j',
    async wrong => {
      const { promote, directory } = await checkout(ci);
      const { code, output } = await promote(['staging', wrong], token);
      expect(code).toBe(2);
      expect(output).toContain('is no digest of an image');
      expect(await git(directory, 'status', '--porcelain')).toBe('');
    },
  );
});

it('opens a merge request by the push, which merges itself for staging only', async () => {
  const { promote, read, directory } = await checkout('gitlab');
  const options = async (environment: string) => {
    await git(directory, 'switch', '--quiet', 'main');
    const token = { PROMOTION_TOKEN: 'secret-token' };
    const { code, output } = await promote([environment, digest], token);
    expect(code === 0 ? '' : output).toBe('');
    expect(output).not.toContain('secret-token');
    return (await read('options')).trim().split('\n');
  };
  const staging = await options('staging');
  expect(staging).toEqual(
    expect.arrayContaining([
      'merge_request.create',
      'merge_request.target=main',
      `merge_request.title=Promote ${digest.slice(0, 19)} to staging`,
      'merge_request.auto_merge',
    ]),
  );
  const production = await options('production');
  expect(production).toContain('merge_request.create');
  expect(production).not.toContain('merge_request.auto_merge');

  await git(directory, 'switch', '--quiet', 'main');
  const { code, output } = await promote(['production', newer]);
  expect(code).toBe(2);
  expect(output).toContain('set the variable PROMOTION_TOKEN');
});

it('says in a pull request of GITHUB_TOKEN that nothing has checked it', async () => {
  const { promote, read, directory } = await checkout('github');
  await promote(['staging', digest]);
  const unchecked = await read('gh');
  expect(unchecked).toContain('nothing has checked it');
  expect(unchecked).toContain('--auto');
  await git(directory, 'switch', '--quiet', 'main');
  await promote(['production', digest], { IS_CHECKED: 'true' });
  const checked = (await read('gh')).slice(unchecked.length);
  expect(checked).toContain('Merging this deploys it to production.');
  expect(checked).not.toContain('nothing has checked it');
  expect(checked).not.toContain('--auto');
});
