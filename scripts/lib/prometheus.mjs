import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runCommand } from './commands.mjs';
import { local, shown } from './layout.mjs';

const folder = join(local, 'tools', 'prometheus');
const programs = join(folder, 'usr', 'bin');

/**
 * Prometheus and promtool for the tests: those on the machine, or those of Debian's package, which is unpacked beside the
 * tests and not installed, so that it needs no password and starts no service.
 *
 * @returns {Promise<{ path?: string, missing?: string, folders: string[] }>} missing: why there is none; folders: to
 * be searched for programs besides PATH
 */
export async function ensurePrometheus(progress, env) {
  if (env.GOLDENPATH_PROMETHEUS) {
    const path = env.GOLDENPATH_PROMETHEUS;
    return runs(path)
      ? { path, folders: [] }
      : {
          missing: `GOLDENPATH_PROMETHEUS names ${path}, which does not run`,
          folders: [],
        };
  }
  if (runs('prometheus') && runs('promtool')) {
    return { path: 'prometheus', folders: [] };
  }
  if (!runs(join(programs, 'prometheus'))) {
    if (!runs('apt-get') || !runs('dpkg-deb')) {
      return {
        missing:
          "there is no Prometheus, and no apt to get Debian's package with; install one, or name it in GOLDENPATH_PROMETHEUS",
        folders: [],
      };
    }
    await progress.phase('Getting Prometheus for the tests', report =>
      unpack(env, report),
    );
  }
  const path = join(programs, 'prometheus');
  return runs(path)
    ? { path, folders: [programs] }
    : {
        missing: `apt-get could not get Prometheus, see ${shown(
          join(local, 'logs', 'prometheus.log'),
        )}`,
        folders: [],
      };
}

/** The environment with these folders at the end of PATH. */
export function withFolders(env, folders) {
  return folders.length === 0
    ? env
    : { ...env, PATH: [env.PATH, ...folders].join(delimiter) };
}

async function unpack(env, report) {
  mkdirSync(folder, { recursive: true });
  const run = (command, args) =>
    runCommand(command, args, {
      cwd: folder,
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      log: join(local, 'logs', 'prometheus.log'),
      onLine: line => report(line.slice(0, 60)),
    });
  const download = () => run('apt-get', ['download', 'prometheus']);
  if ((await download()).code !== 0) {
    // A fresh machine has no list of packages; updating it takes root.
    await run('apt-get', ['update']);
    await download();
  }
  const file = readdirSync(folder).find(name => name.endsWith('.deb'));
  if (file) await run('dpkg-deb', ['--extract', file, '.']);
}

function runs(command) {
  if (command.includes('/') && !existsSync(command)) return false;
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0;
}
