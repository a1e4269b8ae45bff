import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { createClone, evaluate, runScript } from './support/scripts';

jest.setTimeout(60_000);

describe('installing', () => {
  it('happens once for the same dependencies, and tells about it on stderr only', async () => {
    const clone = await createClone();
    const log = join(clone, '.local/logs/install.log');
    // There is no readiness tool in this clone: the installation comes first, then the complaint.
    const first = await runScript(clone, 'run', { args: ['readiness'] });
    expect(first.stderr).toMatch(/✓ Installing dependencies/);
    expect(first.stderr).toMatch(/packages\/cli\/bin\/readiness is missing/);
    expect(first.stdout).toBe('');
    expect(first.code).toBe(1);
    expect(await readFile(log, 'utf8')).toMatch(/install --immutable/);
    const { mtimeMs } = await stat(log);

    const second = await runScript(clone, 'run', { args: ['readiness'] });
    expect(second.stderr).not.toMatch(/Installing/);
    expect((await stat(log)).mtimeMs).toBe(mtimeMs);
  });

  it('refuses to begin with less than 3 GB of disk space', async () => {
    const check = (gigabytes: number) =>
      evaluate<{ failure: string } | null>(
        'machine',
        `m.checkSpace('/tmp', () => ({ bavail: ${gigabytes}n * 1024n ** 3n / 4096n, bsize: 4096 }))`,
      );
    expect(await check(2)).toEqual({
      failure:
        'There is too little disk space: the installation needs 3 GB, and /tmp has 2.0 GB left. Free some and try again.',
    });
    expect(await check(4)).toBeNull();
  });

  it('takes a Node that has the right version and headers for native modules', async () => {
    const fits = (version: string, headers: boolean, platform = 'linux') =>
      evaluate<boolean>(
        'node',
        `m.fits({ version: '${version}', execPath: '/opt/node/bin/node', platform: '${platform}' },
          path => ${headers} && path === '/opt/node/include/node/node.h')`,
      );
    expect(await fits('22.11.0', true)).toBe(true);
    expect(await fits('22.11.0', false)).toBe(false);
    expect(await fits('22.11.0', false, 'win32')).toBe(true);
    expect(await fits('20.20.0', true)).toBe(false);
    expect(await fits('24.21.0', true)).toBe(false);
  });

  it.each([
    ['gyp ERR! find Python', /Install Python 3, make and a C\+\+ compiler/],
    ['RequestError: getaddrinfo ENOTFOUND registry', /could not be reached/],
    ['Error: ENOSPC: no space left on device, write', /disk is full/],
    [
      '➤ YN0028: The lockfile would have been modified',
      /yarn.lock does not fit/,
    ],
    [
      'Error: something nobody has seen',
      /ends with:\n {2}fine so far\n {2}Error: something/,
    ],
  ])('explains "%s"', async (line, explanation) => {
    const text = await evaluate<string>(
      'command-failures',
      `m.describeFailure('It failed', { log: '/tmp/x.log', lines: ${JSON.stringify(
        ['fine so far', line],
      )} })`,
    );
    expect(text).toMatch(/^It failed/);
    expect(text).toMatch(explanation);
    expect(text).toContain('/tmp/x.log');
  });
});
