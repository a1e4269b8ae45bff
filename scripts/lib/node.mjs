import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { describeFailure } from './command-failures.mjs';
import { runCommand } from './commands.mjs';
import { Failure } from './failure.mjs';
import { local } from './layout.mjs';
import { npm } from './npm.mjs';

/** Backstage needs 22 or 24, and with better-sqlite3 12 the backend aborts on 24 (nodejs/node#65446). */
const FITTING_MAJOR = 22;

/**
 * Whether a Node can run the portal and build native modules for it: the right major version, with its
 * headers beside it (on Windows node-gyp brings its own).
 *
 * @param {{ version: string, execPath: string, platform: string }} node
 */
export function fits({ version, execPath, platform }, exists = existsSync) {
  if (Number(version.split('.')[0]) !== FITTING_MAJOR) return false;
  const headers = join(homeOf(execPath, platform), 'include', 'node', 'node.h');
  return platform === 'win32' || exists(headers);
}

/**
 * The Node that runs the portal, if it is there: the machine's where it fits, otherwise one from npm, kept in
 * .local/tools.
 *
 * @returns {{ path: string, version: string, environment: (env: object) => object } | undefined}
 */
export function findNode() {
  const { platform, execPath, versions } = process;
  const machine = { version: versions.node, execPath, platform };
  if (fits(machine)) return describe(execPath, versions.node);
  const tool = packageForThisMachine();
  if (!tool) return undefined;
  const path = toolPath(tool, platform);
  return installedVersion(path) === tool.version
    ? describe(path, tool.version)
    : undefined;
}

/** The Node that runs the portal, downloaded from npm where it is not there. */
export async function ensureNode(progress, env) {
  const present = findNode();
  if (present) return present;
  const tool = packageForThisMachine();
  const advice = `install Node ${FITTING_MAJOR} from https://nodejs.org and try again.`;
  if (!tool) {
    throw new Failure(
      `Node ${process.versions.node} does not fit, and there is no Node ${FITTING_MAJOR} to download for ${process.platform}-${process.arch}: ${advice}`,
    );
  }
  await progress.phase(`Getting Node ${tool.version}`, () =>
    download(tool, env),
  );
  const downloaded = findNode();
  if (downloaded) return downloaded;
  throw new Failure(
    `Node ${tool.version} was installed from npm, but does not run on this machine: ${advice}`,
  );
}

async function download(tool, env) {
  const folder = join(local, 'tools');
  mkdirSync(folder, { recursive: true });
  const dependencies = { [tool.name]: tool.version };
  const manifest = { name: 'tools', private: true, dependencies };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  // The lock pins what is run by its hash, whichever registry it comes from.
  writeFileSync(
    join(folder, 'package-lock.json'),
    JSON.stringify({
      name: 'tools',
      lockfileVersion: 3,
      requires: true,
      packages: {
        '': { name: 'tools', dependencies },
        [`node_modules/${tool.name}`]: {
          version: tool.version,
          integrity: tool.integrity,
        },
      },
    }),
  );
  const { command, args, shell } = npm(env);
  const log = join(local, 'logs', 'node.log');
  const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund'];
  const result = await runCommand(command, [...args, ...flags], {
    cwd: folder,
    env: withoutPrefix(env),
    log,
    shell,
  });
  if (result.code !== 0) {
    throw new Failure(
      describeFailure(`Node ${tool.version} could not be installed`, result),
    );
  }
}

/** `npm run` tells its children where the project is, and npm would install there instead. */
function withoutPrefix(env) {
  const entries = Object.entries(env).filter(
    ([key]) => !/^npm_config_(local_prefix|prefix)$/i.test(key),
  );
  return Object.fromEntries(entries);
}

function describe(path, version) {
  const bin = dirname(path);
  return {
    path,
    version,
    environment: env => ({
      ...env,
      PATH: [bin, env.PATH].filter(Boolean).join(delimiter),
      npm_config_nodedir: homeOf(path, process.platform),
    }),
  };
}

function homeOf(execPath, platform) {
  return platform === 'win32' ? dirname(execPath) : dirname(dirname(execPath));
}

function toolPath({ name }, platform) {
  const executable = platform === 'win32' ? 'node.exe' : 'node';
  return join(local, 'tools', 'node_modules', name, 'bin', executable);
}

function installedVersion(path) {
  if (!existsSync(path)) return undefined;
  const { stdout } = spawnSync(path, ['-p', 'process.versions.node'], {
    encoding: 'utf8',
    env: {},
  });
  return stdout?.trim();
}

function packageForThisMachine() {
  const file = new URL('./node-packages.json', import.meta.url);
  const packages = JSON.parse(readFileSync(file, 'utf8'));
  return packages[`${process.platform}-${process.arch}`];
}
