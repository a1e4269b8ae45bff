import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import {
  callApi,
  createTestForge,
  TEST_TOKEN,
} from './__testUtils__/createTestForge';
import { startForge } from './startForge';

// Each test runs many processes of Git, and a busy machine takes its time.
jest.setTimeout(60_000);

const temporary = (dataDir: string) => readdir(join(dataDir, 'temporary'));

describe('what must not go wrong', () => {
  let forge: Awaited<ReturnType<typeof createTestForge>>;

  beforeAll(async () => {
    forge = await createTestForge();
  });
  afterAll(() => forge.dispose());

  it.each([
    '',
    '.',
    '..',
    'a/../b',
    'a/b',
    '-x',
    'con.git',
    'x.wiki',
    'a b',
    '🦊',
    'a%2fb',
    'a\u0000b',
    'é',
    'a'.repeat(101),
  ])('refuses the repository name %j', async name => {
    const answer = await callApi(forge, 'POST', '/orgs/acme/repos', { name });
    expect(answer).toMatchObject({
      status: 422,
      body: { errors: [{ resource: 'Repository', field: 'name' }] },
    });
    const seed = forge.seed({
      owner: 'acme',
      name,
      commits: [{ message: 'x', files: { a: '1' } }],
    });
    await expect(seed).rejects.toMatchObject({ name: 'InputError' });
  });

  it.each([
    '-x',
    'x-',
    'a--b',
    'api',
    'raw',
    '..',
    'a.b',
    'a_b',
    '🦊',
    'a'.repeat(40),
  ])('refuses the owner name %j', async owner => {
    const create = await callApi(
      forge,
      'POST',
      `/orgs/${encodeURIComponent(owner)}/repos`,
      { name: 'x' },
    );
    expect([404, 422]).toContain(create.status);
    const seed = forge.seed({
      owner,
      name: 'x',
      commits: [{ message: 'x', files: { a: '1' } }],
    });
    await expect(seed).rejects.toMatchObject({ name: 'InputError' });
  });

  it.each([
    '../x',
    'a/../../x',
    '/etc/x',
    '.git/config',
    'a/.GIT/hooks/x',
    'a//b',
    'a\nb',
  ])('refuses to write the path %j', async path => {
    await forge.seed({
      owner: 'acme',
      name: 'paths',
      commits: [{ message: 'x', files: { a: '1' } }],
    });
    const tree = await callApi(forge, 'POST', '/repos/acme/paths/git/trees', {
      tree: [{ path, mode: '100644', content: 'x' }],
    });
    expect(tree.status).toBe(422);
  });

  it('asks for the token everywhere in the API and does not say what exists', async () => {
    for (const path of [
      '/user',
      '/repos/acme/paths',
      '/repos/acme/nothing',
      '/anything',
    ]) {
      for (const headers of [
        {},
        { authorization: 'Bearer wrong' },
        { authorization: `Digest ${TEST_TOKEN}` },
      ]) {
        const response = await fetch(`${forge.url}/api/v3${path}`, {
          headers: headers as Record<string, string>,
        });
        expect([path, response.status]).toEqual([path, 401]);
      }
    }
    for (const authorization of [
      `Bearer ${TEST_TOKEN}`,
      `token ${TEST_TOKEN}`,
      `Basic ${btoa(`any:${TEST_TOKEN}`)}`,
    ]) {
      expect(
        (
          await fetch(`${forge.url}/api/v3/user`, {
            headers: { authorization },
          })
        ).status,
      ).toBe(200);
    }
  });

  it.each(['evil.example', `evil.example:80`, 'localhost'])(
    'refuses the host %j',
    async host => {
      const call = request({
        port: forge.port,
        host: '127.0.0.1',
        path: '/',
        headers: { host },
      }).end();
      const [response] = await once(call, 'response');
      response.resume();
      expect(response.statusCode).toBe(421);
    },
  );

  it('answers malformed bodies with 400 or 422 and stays up', async () => {
    const post = (body: string) =>
      fetch(`${forge.url}/api/v3/orgs/acme/repos`, {
        method: 'POST',
        headers: { authorization: `token ${TEST_TOKEN}` },
        body,
      });
    expect((await post('{"name":')).status).toBe(400);
    for (const body of ['{}', '[]', '{"name":{}}', '{"name":7}'])
      expect((await post(body)).status).toBe(422);
    expect((await post(`"${'x'.repeat(65 * 1024 * 1024)}"`)).status).toBe(413);
    expect((await callApi(forge, 'GET', '/user')).status).toBe(200);
  });

  it('gives a name that many ask for at once to one of them', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        callApi(forge, 'POST', '/orgs/acme/repos', {
          name: 'wanted',
          auto_init: true,
        }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([
      201, 422, 422, 422, 422, 422, 422, 422,
    ]);
    const created = answers.find(({ status }) => status === 201)!;
    const { body } = await callApi(forge, 'GET', '/repos/acme/wanted');
    expect(body.id).toBe(created.body.id);
    expect(await temporary(forge.dataDir)).toEqual([]);
  });

  it('binds to loopback only and needs a token', async () => {
    const options = { dataDir: forge.dataDir, port: 0, token: TEST_TOKEN };
    await expect(
      startForge({ ...options, host: '0.0.0.0' }),
    ).rejects.toMatchObject({ name: 'InputError' });
    await expect(startForge({ ...options, token: '' })).rejects.toMatchObject({
      name: 'InputError',
    });
  });
});
