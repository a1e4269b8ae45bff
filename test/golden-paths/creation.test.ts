import { execute } from './support/execute';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { temporaryDirectory } from './support/temporaryDirectory';
import { startPortal } from './support/startPortal';

jest.setTimeout(180_000);

type Portal = Awaited<ReturnType<typeof startPortal>>;
let portal: Portal;
beforeAll(async () => {
  portal = await startPortal();
  await portal.until('the template', () =>
    portal.entity('template:node-service'),
  );
  await portal.until('the group', () => portal.entity('group:checkout'));
});
afterAll(() => portal?.stop());

const values = (name: string) => ({ name, owner: 'group:default/checkout' });
const marker = (name: string, task: string) =>
  `http://portal.example/catalog/default/component/${name}?created-by=${task}`;

async function makeRepository(name: string, homepage?: string) {
  const { status } = await portal.api('POST', '/orgs/acme/repos', {
    name,
    homepage,
    private: true,
  });
  expect(status).toBe(201);
}

it('creates a service that is in the catalog and can be cloned', async () => {
  const { status, log, id } = await portal.create(
    'node-service',
    values('orders'),
  );
  expect(status === 'completed' ? '' : log).toBe('');
  expect(log).toContain('orders can be created in');
  expect(log).toContain('orders is at L2 Stable');
  // The catalog has not read the entity yet, but its location is known.
  const atOnce = await portal.create('node-service', values('orders'));
  expect(atOnce.status).toBe('failed');
  expect(atOnce.log).toContain('The name "orders" is taken');
  const component = await portal.until('the entity', () =>
    portal.entity('component:orders'),
  );
  expect(component.spec.owner).toBe('group:default/checkout');
  const { body } = await portal.api<{ clone_url: string; homepage: string }>(
    'GET',
    '/repos/acme/orders',
  );
  expect(body.homepage).toBe(marker('orders', id));

  const directory = await temporaryDirectory();
  const url = body.clone_url.replace(
    '://',
    '://x-access-token:token-of-the-test@',
  );
  const cloned = await execute('git', ['clone', '--quiet', url, directory], {
    cwd: tmpdir(),
    timeoutMs: 30_000,
  });
  expect(cloned).toEqual({ code: 0, output: '' });
  const lock = parse(
    await readFile(join(directory, '.golden-path/lock.yaml'), 'utf8'),
  );
  expect(lock.service).toEqual({
    name: 'orders',
    owner: 'group:default/checkout',
  });

  const again = await portal.create('node-service', values('orders'));
  expect(again.status).toBe('failed');
  expect(again.log).toContain(
    'The name "orders" is taken: component:default/orders is in the catalog',
  );
  expect((await portal.api('GET', '/repos/acme/orders')).status).toBe(200);
});

it('touches nothing when the name belongs to somebody else', async () => {
  await makeRepository('theirs', 'https://example.com');
  const { status, log } = await portal.create('node-service', values('theirs'));
  expect(status).toBe('failed');
  expect(log).toContain('The name "theirs" is taken');
  expect((await portal.api('GET', '/repos/acme/theirs')).status).toBe(200);
});

it('creates a service again whose creation was killed before anything was pushed', async () => {
  await makeRepository(
    'killed-empty',
    marker('killed-empty', 'a-task-that-is-gone'),
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

describe('when registering fails', () => {
  const missing = (text: string) =>
    text.replace(
      'catalogInfoPath: /catalog-info.yaml',
      'catalogInfoPath: /nowhere.yaml',
    );

  async function brokenTemplate(change: (text: string) => string) {
    await portal.edit('node-service/template.yaml', change);
    const marked = change('catalogInfoPath: /catalog-info.yaml');
    await portal.until('the changed template', async () => {
      const template = await portal.entity('template:node-service');
      return (
        JSON.stringify(template).includes(marked.split(': ')[1]) || undefined
      );
    });
  }

  it('removes the repository, and the name is free again', async () => {
    await brokenTemplate(missing);
    const failed = await portal.create('node-service', values('unlucky'));
    expect(failed.status).toBe('failed');
    expect(failed.log).toContain('the name is free again');
    expect((await portal.api('GET', '/repos/acme/unlucky')).status).toBe(404);
    expect(await portal.entity('component:unlucky')).toBeUndefined();

    await portal.edit('node-service/template.yaml', text =>
      text.replace('/nowhere.yaml', '/catalog-info.yaml'),
    );
    await portal.until('the repaired template', async () => {
      const template = await portal.entity('template:node-service');
      return (
        JSON.stringify(template).includes('/catalog-info.yaml') || undefined
      );
    });
    const { status, log } = await portal.create(
      'node-service',
      values('unlucky'),
    );
    expect(status === 'completed' ? '' : log).toBe('');
  });
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
    const { status, log } = await portal.create(
      'node-service',
      values('killed-pushed'),
    );
    expect(status === 'completed' ? '' : log).toBe('');
    expect(log).toContain('interrupted creation');
    await portal.until('the entity', () =>
      portal.entity('component:killed-pushed'),
    );
  });

  it('is left alone once somebody has worked on it', async () => {
    await pushed('worked-on');
    const { status } = await portal.api(
      'PUT',
      '/repos/acme/worked-on/contents/work.md',
      {
        message: 'Work',
        content: Buffer.from('work').toString('base64'),
        branch: 'main',
      },
    );
    expect(status).toBe(201);
    const again = await portal.create('node-service', values('worked-on'));
    expect(again.status).toBe('failed');
    expect(again.log).toContain('somebody has worked on it');
    const kept = await portal.api(
      'GET',
      '/repos/acme/worked-on/contents/work.md',
    );
    expect(kept.status).toBe(200);
  });
});

it('spends no longer on composing and checking than on publishing and registering', () => {
  const took = (name: string) =>
    portal.completed.reduce((sum, { steps }) => sum + steps[name], 0) /
    portal.completed.length;
  const own = [took('Compose the service'), took('Check production readiness')];
  const official = [
    took('Publish the repository'),
    took('Register in the catalog'),
  ];
  process.stdout.write(
    `Seconds per creation: composed in ${own[0].toFixed(
      2,
    )}, checked in ${own[1].toFixed(2)}, published in ${official[0].toFixed(
      2,
    )}, registered in ${official[1].toFixed(2)}\n`,
  );
  expect(portal.completed.length).toBeGreaterThan(2);
  // Means of the same runs, so that a busy machine slows both sides.
  expect(own[0] + own[1]).toBeLessThan(official[0] + official[1]);
});
