import { join } from 'node:path';
import { describeFailure } from './command-failures.mjs';
import { runCommand } from './commands.mjs';
import { Failure } from './failure.mjs';
import { local, root } from './layout.mjs';
import { withLock } from './lock.mjs';
import { checkPrograms, checkSpace } from './machine.mjs';
import { ensureNode, findNode } from './node.mjs';
import { npmConfig } from './npm.mjs';
import { hashOf, isStamped, writeStamp } from './stamp.mjs';
import { readWorkspaces } from './workspaces.mjs';

const YARN = join(root, '.yarn', 'releases', 'yarn-4.13.0.cjs');
const STAMP = join(root, 'node_modules', '.golden-path-install');

/**
 * Makes sure that a fitting Node and the dependencies are there. Needs no network when they are.
 *
 * @returns the Node that runs the portal, as ensureNode describes it
 */
export async function prepare(progress, env) {
  const present = findNode();
  if (present && isInstalled(present)) return present;

  checkPrograms(env);
  const lock = join(local, 'install.lock');
  const busy = pid =>
    `Another installation runs in this folder (process ${pid}). Wait until it ends and try again.`;
  return withLock(lock, busy, async () => {
    checkSpace(root);
    const node = await ensureNode(progress, env);
    if (!isInstalled(node)) {
      await progress.phase('Installing dependencies', report =>
        install(node, env, report),
      );
      writeStamp(STAMP, hashInstallation(node));
    }
    return node;
  });
}

async function install(node, env, report) {
  const result = await runCommand(node.path, [YARN, 'install', '--immutable'], {
    cwd: root,
    env: { ...node.environment(env), ...yarnSettings(env) },
    log: join(local, 'logs', 'install.log'),
    onLine: line => {
      const stage = stageOf(line);
      if (stage) report(stage);
    },
  });
  if (result.code !== 0) {
    throw new Failure(
      describeFailure('The dependencies could not be installed', result),
    );
  }
}

/** Yarn does not read npm's configuration: hand it the registry and how to reach it. */
function yarnSettings(env) {
  const npm = npmConfig(
    ['registry', 'cafile', 'strict-ssl', 'proxy', 'https-proxy'],
    env,
    root,
  );
  const settings = {
    YARN_NPM_REGISTRY_SERVER: npm.registry?.replace(/\/$/, ''),
    YARN_HTTPS_CA_FILE_PATH: npm.cafile,
    YARN_ENABLE_STRICT_SSL: npm['strict-ssl'],
    YARN_HTTP_PROXY: npm.proxy,
    YARN_HTTPS_PROXY: npm['https-proxy'] ?? npm.proxy,
    YARN_ENABLE_TELEMETRY: '0',
  };
  return Object.fromEntries(
    Object.entries(settings).filter(
      ([key, value]) => value !== undefined && env[key] === undefined,
    ),
  );
}

function isInstalled(node) {
  return isStamped(STAMP, hashInstallation(node));
}

function hashInstallation({ version }) {
  const manifests = readWorkspaces().map(w => join(w.folder, 'package.json'));
  return hashOf({
    root,
    files: [
      join(root, 'package.json'),
      join(root, 'yarn.lock'),
      join(root, '.yarnrc.yml'),
      ...manifests,
    ],
    texts: [version, process.platform, process.arch],
  });
}

/** What a line of Yarn's output says about where it is, in words. */
const STAGES = [
  { pattern: /Fetch step/, stage: 'downloading' },
  { pattern: /Link step/, stage: 'copying files' },
  { pattern: /must be built/, stage: 'building native modules' },
];

function stageOf(line) {
  return STAGES.find(({ pattern }) => pattern.test(line))?.stage;
}
