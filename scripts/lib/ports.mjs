import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { Failure } from './failure.mjs';

/** The addresses that `localhost` can mean to a browser. */
const LOOPBACK = ['127.0.0.1', '::1'];

/**
 * Fails with a sentence when something listens on the port already.
 *
 * @param {number} port
 * @param {string} variable - the environment variable that changes the port
 * @param {string} purpose - who needs the port, for example `The portal`
 */
export async function assertPortFree(port, variable, purpose) {
  for (const address of LOOPBACK) {
    const code = await tryListen(port, address);
    if (code === 'EADDRINUSE') {
      const by = listenerOn(port);
      throw new Failure(
        `${purpose} needs port ${port}, which is taken${
          by ? ` by ${by}` : ''
        }. End that, or choose another port with ${variable}=<port>.`,
      );
    }
    if (code === 'EACCES') {
      throw new Failure(
        `${purpose} may not listen on port ${port}. Choose another port with ${variable}=<port>.`,
      );
    }
  }
}

/** The process that listens on a port, for example `node (process 4711)`, where the system tells. */
export function listenerOn(port) {
  try {
    return process.platform === 'linux' ? fromProc(port) : fromLsof(port);
  } catch {
    return undefined;
  }
}

function tryListen(port, host) {
  return new Promise(resolve => {
    const server = createServer();
    server.once('error', error => resolve(error.code));
    server.listen({ port, host, exclusive: true }, () =>
      server.close(() => resolve(undefined)),
    );
  });
}

/** Listening sockets by port are in /proc/net, their processes are found by the socket's inode. */
function fromProc(port) {
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = ['tcp', 'tcp6'].flatMap(kind =>
    readFileSync(`/proc/net/${kind}`, 'utf8')
      .split('\n')
      .slice(1)
      .map(line => line.trim().split(/\s+/))
      .filter(([, address, , state]) => {
        return address?.endsWith(`:${hex}`) && state === '0A';
      })
      .map(fields => `socket:[${fields[9]}]`),
  );
  const pid = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .find(name => openFiles(name).some(file => inodes.includes(file)));
  if (!pid) return undefined;
  const name = readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  return `${name} (process ${pid})`;
}

function openFiles(pid) {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).map(fd => readlinkSync(`${folder}/${fd}`));
  } catch {
    return [];
  }
}

function fromLsof(port) {
  const args = ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'];
  const { stdout } = spawnSync('lsof', args, { encoding: 'utf8' });
  const pid = /^p(\d+)/m.exec(stdout ?? '')?.[1];
  const name = /^c(.+)$/m.exec(stdout ?? '')?.[1];
  return pid && `${name} (process ${pid})`;
}
