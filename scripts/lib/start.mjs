import { join } from 'node:path';
import { ensureBundle } from './bundle.mjs';
import { prepare } from './install.mjs';
import { readSettings } from './layout.mjs';
import { takeLock } from './lock.mjs';
import { checkPrograms } from './machine.mjs';
import { parseOptions } from './options.mjs';
import { assertPortFree } from './ports.mjs';
import { startPortal } from './portal.mjs';
import { createProgress } from './progress.mjs';
import { welcome } from './welcome.mjs';

const USAGE =
  'npm start knows one option: --dev, for a portal that reloads when its sources change (npm start -- --dev).';

/** `npm start`: installs what is missing and runs the portal until it is ended. */
export async function start(args, env) {
  const { dev } = parseOptions(args, { dev: { type: 'boolean' } }, USAGE);
  const begin = Date.now();
  const settings = readSettings(env);
  const { port, forgePort, data } = settings;
  const url = `http://localhost:${port}`;
  const busy = (pid, note) =>
    `A portal already runs on this data: ${note} (process ${pid}). End it with Ctrl-C where it was started, or give this one data and ports of its own with GOLDENPATH_DATA, GOLDENPATH_PORT and GOLDENPATH_FORGE_PORT.`;
  takeLock(portalLock(data), busy, url);
  await assertPortFree(port, 'GOLDENPATH_PORT', 'The portal');
  await assertPortFree(
    forgePort,
    'GOLDENPATH_FORGE_PORT',
    'The local Git host',
  );

  checkPrograms(env);

  const progress = createProgress(process.stdout);
  const node = await prepare(progress, env);
  if (!dev) await ensureBundle(progress, node, env);
  const portal = await startPortal({ progress, settings, node, env, dev });
  const seconds = (Date.now() - begin) / 1000;
  progress.print(welcome({ settings, url: portal.url, seconds }));
  await portal.stopped;
}

/** The file that says which process runs a portal on this data. */
export function portalLock(data) {
  return join(data, 'portal.lock');
}
