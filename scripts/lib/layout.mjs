import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Failure } from './failure.mjs';

/** The root of the repository. */
export const root = resolve(
  dirname(fileURLToPath(import.meta.url)),
  '..',
  '..',
);

/** Everything that the scripts make, outside node_modules and dist. */
export const local = join(root, '.local');

/**
 * Ports and folders of one portal, from the environment.
 *
 * @returns {{ port: number, forgePort: number, data: string, logs: string }}
 */
export function readSettings(env) {
  const port = readPort(env, 'GOLDENPATH_PORT', 7007);
  const forgePort = readPort(env, 'GOLDENPATH_FORGE_PORT', 7008);
  if (port === forgePort) {
    throw new Failure(
      `The portal and the local Git host cannot share port ${port}: set GOLDENPATH_PORT or GOLDENPATH_FORGE_PORT to another one.`,
    );
  }
  const data = env.GOLDENPATH_DATA
    ? resolve(root, env.GOLDENPATH_DATA)
    : join(local, 'data');
  const logs = env.GOLDENPATH_DATA ? join(data, 'logs') : join(local, 'logs');
  return { port, forgePort, data, logs };
}

/** A path as the user would type it from the root of the repository. */
export function shown(path) {
  const short = relative(root, path);
  return short.startsWith('..') ? path : short || '.';
}

function readPort(env, variable, standard) {
  const text = env[variable];
  if (!text) return standard;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65536) return port;
  throw new Failure(
    `${variable} is not a port number: ${JSON.stringify(
      text,
    )}. Set it to a number from 1 to 65535.`,
  );
}
