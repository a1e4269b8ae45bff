import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { execute } from './execute';
import { startPortal } from './startPortal';
import { temporaryDirectory } from './temporaryDirectory';

type Portal = Awaited<ReturnType<typeof startPortal>>;

/** The Git host, and what the portal takes it for. */
export type Hosting = Pick<Portal, 'api' | 'origin' | 'platform'>;

/** A small service in Node.js, by path. */
export const smallService = {
  'package.json': '{ "name": "small", "scripts": { "test": "node --test" } }',
  'package-lock.json':
    '{ "name": "small", "lockfileVersion": 3, "packages": { "": { "name": "small" } } }',
  'index.js':
    "require('node:http').createServer((q, s) => s.end('ok')).listen(3000);\n",
};

export async function git(
  directory: string,
  ...args: string[]
): Promise<string> {
  const identity = ['-c', 'user.name=Dana', '-c', 'user.email=d@example.com'];
  const { code, output } = await execute('git', [...identity, ...args], {
    cwd: directory,
    timeoutMs: 60_000,
  });
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${output}`);
  return output;
}

/** Writes files by their paths below a folder. */
export const files =
  (all: Record<string, string>) => async (directory: string) => {
    for (const [path, contents] of Object.entries(all)) {
      await mkdir(dirname(join(directory, path)), { recursive: true });
      await writeFile(join(directory, path), contents);
    }
  };

/** Every path of a commit with its mode and object, so that equal means equal to the byte. */
export async function objects(directory: string): Promise<Map<string, string>> {
  const listed = await git(directory, 'ls-tree', '-r', '-z', 'HEAD');
  return new Map(
    listed
      .split('\0')
      .filter(Boolean)
      .map(line => {
        const [object, path] = line.split('\t');
        return [path, object];
      }),
  );
}

/** Repositories of `acme` on the Git host of a portal. */
export function hostedRepositories(portal: () => Hosting) {
  const host = () => new URL(portal().origin).host;
  const remote = (name: string) =>
    `http://x-access-token:token-of-the-test@${host()}/acme/${name}.git`;

  async function make(name: string): Promise<number> {
    if (portal().platform === 'github') {
      return (await portal().api('POST', '/orgs/acme/repos', { name })).status;
    }
    const { body } = await portal().api<{ id: number }>(
      'GET',
      '/namespaces/acme',
    );
    const project = { path: name, namespace_id: body.id };
    return (await portal().api('POST', '/projects', project)).status;
  }

  return {
    /** How a form names it. */
    repoUrl: (name: string) => `${host()}?owner=acme&repo=${name}`,
    /** A repository on the host; `prepare` fills the folder that is pushed. */
    async pushed(
      name: string,
      prepare: (directory: string) => Promise<unknown>,
    ): Promise<string> {
      expect(await make(name)).toBe(201);
      const directory = await temporaryDirectory();
      await git(directory, 'init', '--quiet', '-b', 'main');
      await prepare(directory);
      await git(directory, 'add', '--all');
      await git(directory, 'commit', '--quiet', '--message', 'Work');
      await git(directory, 'push', '--quiet', remote(name), 'main');
      await git(directory, 'remote', 'add', 'origin', remote(name));
      return directory;
    },
    async cloned(name: string, branch = 'main'): Promise<string> {
      const directory = join(await temporaryDirectory(), name);
      const chosen = ['--branch', branch, remote(name), directory];
      await git(dirname(directory), 'clone', '--quiet', ...chosen);
      return directory;
    },
  };
}
