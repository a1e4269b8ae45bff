import { spawn } from 'node:child_process';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createClone,
  createFolder,
  evaluate,
  runNode,
  runScript,
} from './support/scripts';

const Database = require('better-sqlite3');

jest.setTimeout(60_000);

let afterThis = () => true;
afterEach(() => afterThis());

async function createData(): Promise<string> {
  const data = await createFolder();
  await mkdir(join(data, 'sqlite'));
  await writeFile(join(data, 'sqlite/catalog.sqlite'), 'rows');
  await writeFile(join(data, 'diary.txt'), 'not ours');
  return data;
}

/** A process that holds the portal's lock until it is killed. */
async function holdLock(clone: string, data: string) {
  const path = join(clone, 'scripts/lib/lock.mjs');
  const child = spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    `import { takeLock } from ${JSON.stringify(path)};
     takeLock(${JSON.stringify(
       join(data, 'portal.lock'),
     )}, () => 'held', 'http://localhost:7007');
     process.stdout.write('held');
     setInterval(() => {}, 1000);`,
  ]);
  await new Promise(done => child.stdout.once('data', done));
  return child;
}

describe("the portal's data", () => {
  it('is deleted by reset, and nothing else is', async () => {
    const clone = await createClone();
    const data = await createData();
    const { code, stdout } = await runScript(clone, 'reset', {
      args: ['--yes'],
      env: { GOLDENPATH_DATA: data },
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/Deleted sqlite from/);
    expect(await readdir(data)).toEqual(['diary.txt']);
  });

  it('is neither deleted nor used twice while a portal runs on it', async () => {
    const clone = await createClone();
    const data = await createData();
    const portal = await holdLock(clone, data);
    afterThis = () => portal.kill('SIGKILL');
    const env = { GOLDENPATH_DATA: data };

    const reset = await runScript(clone, 'reset', { args: ['--yes'], env });
    expect(reset.code).toBe(1);
    expect(reset.stderr).toMatch(
      `A portal runs on this data: http://localhost:7007 (process ${portal.pid})`,
    );
    expect(await readdir(data)).toContain('sqlite');

    const start = await runScript(clone, 'start', { env });
    expect(start.code).toBe(1);
    expect(start.stderr).toMatch(
      `A portal already runs on this data: http://localhost:7007 (process ${portal.pid})`,
    );

    const ended = new Promise(done => portal.once('exit', done));
    portal.kill('SIGKILL');
    await ended;
    const again = await runScript(clone, 'reset', { args: ['--yes'], env });
    expect(again.code).toBe(0);
  });

  it('is not mistaken for in use when the process id belongs to somebody else by now', async () => {
    const clone = await createClone();
    const data = await createData();
    await writeFile(
      join(data, 'portal.lock'),
      JSON.stringify({ pid: process.pid, started: 'long ago' }),
    );
    const { code } = await runScript(clone, 'reset', {
      args: ['--yes'],
      env: { GOLDENPATH_DATA: data },
    });
    expect(code).toBe(0);
  });

  it('can be started on again after a portal was killed while it migrated a table', async () => {
    const data = await createFolder();
    const file = join(data, 'catalog.sqlite');
    const database = new Database(file);
    database.exec(
      'create table knex_migrations_lock (is_locked integer); insert into knex_migrations_lock values (1);' +
        'create table orders (is_locked integer); insert into orders values (1);',
    );
    database.close();

    const { code, stderr } = await runNode([
      'scripts/lib/release-migration-locks.cjs',
      data,
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const after = new Database(file, { readonly: true });
    expect([
      after.prepare('select is_locked from knex_migrations_lock').get(),
      after.prepare('select is_locked from orders').get(),
    ]).toEqual([{ is_locked: 0 }, { is_locked: 1 }]);
    after.close();
  });

  it('has secrets of its own, made once and readable by their owner only', async () => {
    const data = await createFolder();
    const read = (env: object = {}) =>
      evaluate<Record<string, string>>(
        'secrets',
        `m.ensureSecrets(${JSON.stringify(data)}, ${JSON.stringify(env)})`,
      );
    const first = await read();
    expect(first.FORGE_TOKEN).toMatch(/^[0-9a-f]{48}$/);
    expect(first.FORGE_WEBHOOK_SECRET).not.toBe(first.FORGE_TOKEN);
    expect(await read()).toEqual(first);
    const { mode } = await stat(join(data, 'secrets.json'));
    expect(mode.toString(8)).toMatch(/600$/);

    expect(await read({ FORGE_TOKEN: 'mine' })).toEqual({
      ...first,
      FORGE_TOKEN: 'mine',
    });
    expect(await readFile(join(data, 'secrets.json'), 'utf8')).not.toMatch(
      'mine',
    );

    await writeFile(join(data, 'secrets.json'), '{');
    expect(await read()).toEqual({
      failure: expect.stringMatching(/secrets\.json is damaged/),
    });
  });
});
