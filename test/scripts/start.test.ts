import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createServer, Server } from 'node:net';
import { join } from 'node:path';
import { createClone, runNode, runScript } from './support/scripts';

/** Ports that nothing listens on, for tests that never come to listen themselves. */
const ports = { GOLDENPATH_PORT: '7238', GOLDENPATH_FORGE_PORT: '7239' };

jest.setTimeout(60_000);

async function listen(): Promise<{ port: number; server: Server }> {
  const server = createServer();
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  return { port: (server.address() as { port: number }).port, server };
}

/** A failure is one message that ends in a full stop, and no stack trace. */
function expectSentence(stderr: string, pattern: RegExp) {
  expect(stderr).toMatch(pattern);
  expect(stderr).not.toMatch(/^\s+at /m);
}

describe('npm start says in a sentence', () => {
  it('that a port is taken, by whom, and how to choose another', async () => {
    const { port, server } = await listen();
    const clone = await createClone();
    const { code, stderr } = await runScript(clone, 'start', {
      env: { GOLDENPATH_PORT: String(port) },
    });
    server.close();
    expect(code).toBe(1);
    expectSentence(
      stderr,
      new RegExp(
        `The portal needs port ${port}, which is taken by \\S+ \\(process ${process.pid}\\)\\..*GOLDENPATH_PORT=<port>`,
      ),
    );
  });

  it.each([
    ['GOLDENPATH_PORT', 'http'],
    ['GOLDENPATH_FORGE_PORT', '70000'],
  ])('that %s is no port', async (variable, value) => {
    const clone = await createClone();
    const { code, stderr } = await runScript(clone, 'start', {
      env: { [variable]: value },
    });
    expect(code).toBe(1);
    expectSentence(stderr, new RegExp(`${variable} is not a port number`));
  });

  it('that git is missing', async () => {
    const clone = await createClone();
    const bin = join(clone, 'bin');
    await mkdir(bin);
    await symlink(process.execPath, join(bin, 'node'));
    await writeFile(join(bin, 'npm'), '#!/bin/sh\necho 10.0.0\n', {
      mode: 0o755,
    });
    const { code, stderr } = await runScript(clone, 'start', {
      env: { PATH: bin, ...ports },
    });
    expect(code).toBe(1);
    expectSentence(stderr, /git was not found/);
  });

  it('that npm is missing', async () => {
    const clone = await createClone();
    const bin = join(clone, 'bin');
    await mkdir(bin);
    const { code, stderr } = await runScript(clone, 'start', {
      env: { PATH: bin, ...ports },
    });
    expect(code).toBe(1);
    expectSentence(stderr, /npm was not found/);
  });

  it('that the registry cannot be reached when there is nothing installed yet', async () => {
    const { port, server } = await listen();
    server.close();
    const clone = await createClone({ withDependency: true });
    const { code, stderr } = await runScript(clone, 'start', {
      env: {
        ...ports,
        HOME: clone,
        npm_config_registry: `http://127.0.0.1:${port}/`,
        YARN_HTTP_RETRY: '0',
        YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
      },
    });
    expect(code).toBe(1);
    expectSentence(
      stderr,
      /The dependencies could not be installed: the npm registry could not be reached/,
    );
    expect(stderr).toMatch(/\.local\/logs\/install\.log/);
  });

  it('that it does not know an option', async () => {
    const { code, stderr } = await runScript(await createClone(), 'start', {
      args: ['--fast'],
    });
    expect(code).toBe(1);
    expectSentence(stderr, /--fast.*\n.*--dev/);
  });

  it('that Node is too old, before anything that an old Node cannot read', async () => {
    const { code, stderr } = await runNode([
      '--eval',
      `Object.defineProperty(process, 'versions', { value: { node: '18.20.4' } });
       require('./scripts/check-node.cjs');`,
    ]);
    expect(code).toBe(1);
    expectSentence(stderr, /^Node 18\.20\.4 is too old\. Install Node 20/);
  });
});
