import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';
import { runCommand } from './commands.mjs';
import { local, shown } from './layout.mjs';

const CANDIDATES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/**
 * A browser for the end-to-end tests: the one that GOLDENPATH_CHROMIUM names, one on the machine, or
 * Debian's chromium, installed with apt-get where that needs no password.
 *
 * @returns {Promise<{ path?: string, missing?: string }>} missing: why there is none
 */
export async function ensureBrowser(progress, env) {
  if (env.GOLDENPATH_CHROMIUM) {
    return runs(env.GOLDENPATH_CHROMIUM)
      ? { path: env.GOLDENPATH_CHROMIUM }
      : {
          missing: `GOLDENPATH_CHROMIUM names ${env.GOLDENPATH_CHROMIUM}, which does not run`,
        };
  }
  const present = findBrowser();
  if (present) return { path: present };
  const prefix = aptPrefix();
  if (!prefix) {
    return {
      missing:
        'there is no Chromium or Chrome, and none can be installed here without a password; install one, or name it in GOLDENPATH_CHROMIUM',
    };
  }
  return await progress.phase('Installing Chromium for the tests', report =>
    installWithApt(prefix, env, report),
  );
}

async function installWithApt(prefix, env, report) {
  const log = join(local, 'logs', 'chromium.log');
  const steps = [
    ['apt-get', 'update'],
    ['apt-get', 'install', '--yes', '--no-install-recommends', 'chromium'],
  ];
  for (const step of steps) {
    const [command, ...args] = [...prefix, ...step];
    await runCommand(command, args, {
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      log,
      onLine: line => report(line.slice(0, 60)),
    });
  }
  const path = findBrowser();
  return path
    ? { path }
    : { missing: `apt-get could not install chromium, see ${shown(log)}` };
}

/** The command before apt-get that makes it run as root, or undefined where that is not possible. */
function aptPrefix() {
  if (process.platform !== 'linux' || !answers('apt-get', ['--version'])) {
    return undefined;
  }
  if (process.getuid() === 0) return [];
  return answers('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined;
}

/** The whole path of a browser that runs: what drives it does not search PATH. */
function findBrowser() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return CANDIDATES.flatMap(name =>
    isAbsolute(name) ? [name] : folders.map(folder => join(folder, name)),
  ).find(runs);
}

function runs(path) {
  if (!existsSync(path)) return false;
  return answers(path, ['--version']);
}

function answers(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0;
}
