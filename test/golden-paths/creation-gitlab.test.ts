import { execute } from './support/execute';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { temporaryDirectory } from './support/temporaryDirectory';
import { startPortal } from './support/startPortal';

jest.setTimeout(180_000);

type Portal = Awaited<ReturnType<typeof startPortal>>;
let portal: Portal;
beforeAll(async () => {
  portal = await startPortal({ platform: 'gitlab', closedOwners: ['closed'] });
  await portal.until('the template', () =>
    portal.entity('template:node-service'),
  );
  await portal.until('the group', () => portal.entity('group:checkout'));
});
afterAll(() => portal?.stop());

const values = (name: string, more: object = {}) => ({
  name,
  owner: 'group:default/checkout',
  ci: 'gitlab',
  ...more,
});
const marker = (name: string, task: string) =>
  `http://portal.example/catalog/default/component/${name}?created-by=${task}`;
const project = (name: string) => `/projects/acme%2F${name}`;
const exists = async (name: string) =>
  (await portal.api('GET', project(name))).status === 200;

async function makeProject(name: string, description: string) {
  const { body } = await portal.api<{ id: number }>('GET', '/namespaces/acme');
  const { status } = await portal.api('POST', '/projects', {
    path: name,
    namespace_id: body.id,
    description,
  });
  expect(status).toBe(201);
}

function remote(name: string): string {
  const origin = `http://oauth2:token-of-the-test@127.0.0.1:${portal.forge.port}`;
  return `${origin}/acme/${name}.git`;
}

async function git(directory: string, ...args: string[]) {
  const { code, output } = await execute(
    'git',
    ['-c', 'user.name=test', '-c', 'user.email=test@test', ...args],
    { cwd: directory, timeoutMs: 30_000 },
  );
  expect(code === 0 ? '' : output).toBe('');
}

it('creates a service on GitLab that is in the catalog, is protected and can be cloned', async () => {
  const { status, log, id } = await portal.create(
    'node-service',
    values('orders', { description: 'Takes orders.' }),
  );
  expect(status === 'completed' ? '' : log).toBe('');
  expect(log).toContain('orders can be created in');
  expect(log).toContain('orders is at L2 Stable');
  const component = await portal.until('the entity', () =>
    portal.entity('component:orders'),
  );
  expect(component.metadata.annotations).toMatchObject({
    'gitlab.com/project-slug': 'acme/orders',
    'gitlab.com/instance': `127.0.0.1:${portal.forge.port}`,
  });
  const { body } = await portal.api<Record<string, unknown>>(
    'GET',
    project('orders'),
  );
  expect(body).toMatchObject({
    description: `Takes orders. ${marker('orders', id)}`,
    visibility: 'private',
    default_branch: 'main',
    only_allow_merge_if_pipeline_succeeds: true,
    only_allow_merge_if_all_discussions_are_resolved: true,
  });
  const protection = await portal.api(
    'GET',
    `${project('orders')}/protected_branches/main`,
  );
  expect(protection.body).toMatchObject({
    push_access_levels: [{ access_level: 0 }],
    merge_access_levels: [{ access_level: 30 }],
    allow_force_push: false,
  });

  const directory = await temporaryDirectory();
  await git(tmpdir(), 'clone', '--quiet', remote('orders'), directory);
  const read = async (path: string) =>
    parse(await readFile(join(directory, path), 'utf8'));
  expect((await read('.golden-path/lock.yaml')).service.name).toBe('orders');
  const pipeline = await read('.gitlab-ci.yml');
  expect(pipeline.stages).toEqual(['check', 'build', 'staging', 'production']);

  const again = await portal.create('node-service', values('orders'));
  expect(again.status).toBe('failed');
  expect(again.log).toContain('The name "orders" is taken');
  expect(await exists('orders')).toBe(true);
});

it('touches nothing when the name belongs to somebody else', async () => {
  await makeProject('theirs', 'Ours. See https://example.com');
  const { status, log } = await portal.create('node-service', values('theirs'));
  expect(status).toBe('failed');
  expect(log).toContain('The name "theirs" is taken');
  expect(await exists('theirs')).toBe(true);
});

it.each([
  [
    'a group that the token may not create in',
    { repositoryPlace: 'chosen', owner: 'closed' },
    'may not create projects in closed: forge-admin is less than developer in the group',
  ],
  [
    'a group that there cannot be',
    { repositoryPlace: 'chosen', owner: 'no--group' },
    'There is no group or user "no--group"',
  ],
  [
    'a pipeline that would never run there',
    { ci: 'github' },
    'The pipeline would be for GitHub Actions, which 127.0.0.1',
  ],
])(
  'says of %s that it cannot be, before anything is made',
  async (_what, change, message) => {
    const { owner, ...rest } = change as { owner?: string };
    const repoUrl = `127.0.0.1:${portal.forge.port}?owner=${owner}&repo=refused`;
    const { status, log } = await portal.create(
      'node-service',
      values('refused', { ...rest, ...(owner && { repoUrl }) }),
    );
    expect(status).toBe('failed');
    expect(log).toContain(message);
    expect(await exists('refused')).toBe(false);
  },
);

it('says so when GitLab does not take the token', async () => {
  const other = await startPortal({
    platform: 'gitlab',
    integrationToken: 'expired',
  });
  try {
    await other.until('the template', () =>
      other.entity('template:node-service'),
    );
    await other.until('the group', () => other.entity('group:checkout'));
    const { status, log } = await other.create(
      'node-service',
      values('orders'),
    );
    expect(status).toBe('failed');
    expect(log).toContain("does not accept the portal's token");
  } finally {
    await other.stop();
  }
});

it('creates a service again whose creation was killed before anything was pushed', async () => {
  await makeProject(
    'killed-empty',
    `A service. ${marker('killed-empty', 'a-task-that-is-gone')}`,
  );
  const { status, log } = await portal.create(
    'node-service',
    values('killed-empty'),
  );
  expect(status === 'completed' ? '' : log).toBe('');
  expect(log).toContain(
    'which an interrupted creation of the same service had left behind',
  );
  await portal.until('the entity', () =>
    portal.entity('component:killed-empty'),
  );
});

describe('a creation that was killed after the push', () => {
  async function pushed(name: string) {
    const { status, log } = await portal.create('node-service', values(name));
    expect(status === 'completed' ? '' : log).toBe('');
    // What a process that was killed before it registered leaves behind: everything but the entity.
    const entity = await portal.until('the entity', () =>
      portal.entity(`component:${name}`),
    );
    const origin =
      entity.metadata.annotations['backstage.io/managed-by-origin-location'];
    await portal.unregister(origin.replace(/^url:/, ''));
    await portal.until('the removal', async () =>
      (await portal.entity(`component:${name}`)) ? undefined : true,
    );
  }

  it('is made good by creating the service again', async () => {
    await pushed('killed-pushed');
    const again = await portal.create('node-service', values('killed-pushed'));
    expect(again.status === 'completed' ? '' : again.log).toBe('');
    expect(again.log).toContain('interrupted creation');
  });

  it('is left alone once somebody has worked on it', async () => {
    await pushed('worked-on');
    const directory = await temporaryDirectory();
    await git(tmpdir(), 'clone', '--quiet', remote('worked-on'), directory);
    await writeFile(join(directory, 'work.md'), 'work');
    await git(directory, 'add', 'work.md');
    await git(directory, 'commit', '--quiet', '-m', 'Work');
    await git(directory, 'push', '--quiet', 'origin', 'main');
    const again = await portal.create('node-service', values('worked-on'));
    expect(again.status).toBe('failed');
    expect(again.log).toContain('somebody has worked on it');
    const file = await portal.api(
      'GET',
      `${project('worked-on')}/repository/commits`,
    );
    expect(file.body).toHaveLength(2);
  });
});

it('removes what it made when registering fails, and the name is free again', async () => {
  const change = async (from: string, to: string) => {
    await portal.edit('python-service/template.yaml', text =>
      text.replace(`catalogInfoPath: ${from}`, `catalogInfoPath: ${to}`),
    );
    await portal.until('the changed template', async () => {
      const template = await portal.entity('template:python-service');
      return (
        JSON.stringify(template).includes(`"catalogInfoPath":"${to}"`) ||
        undefined
      );
    });
  };
  await change('/catalog-info.yaml', '/nowhere.yaml');
  const failed = await portal.create('python-service', values('unlucky'));
  expect(failed.status).toBe('failed');
  expect(failed.log).toContain('the name is free again');
  expect(await exists('unlucky')).toBe(false);
  expect(await portal.entity('component:unlucky')).toBeUndefined();

  await change('/nowhere.yaml', '/catalog-info.yaml');
  const { status, log } = await portal.create(
    'python-service',
    values('unlucky'),
  );
  expect(status === 'completed' ? '' : log).toBe('');
});
