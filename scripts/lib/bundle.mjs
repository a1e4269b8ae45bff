import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describeFailure } from './command-failures.mjs';
import { runCommand } from './commands.mjs';
import { Failure } from './failure.mjs';
import { local, root } from './layout.mjs';
import { withLock } from './lock.mjs';
import { filesBelow, hashOf, isStamped, writeStamp } from './stamp.mjs';
import { withLocalDependencies } from './workspaces.mjs';

const APP = join(root, 'packages', 'app');
const STAMP = join(local, 'bundle');

/** Builds the frontend when its sources changed since the last time. The backend serves it. */
export async function ensureBundle(progress, node, env) {
  const hash = hashSources(node);
  const page = join(APP, 'dist', 'index.html');
  if (existsSync(page) && isStamped(STAMP, hash)) return;
  const busy = pid =>
    `Another process (${pid}) builds the frontend. Wait until it ends and try again.`;
  await withLock(join(local, 'bundle.lock'), busy, async () => {
    await progress.phase('Building the frontend', () => build(node, env));
    writeStamp(STAMP, hash);
  });
}

async function build(node, env) {
  const cli = join(root, 'node_modules/@backstage/cli/bin/backstage-cli');
  const result = await runCommand(node.path, [cli, 'package', 'build'], {
    cwd: APP,
    env: node.environment(env),
    log: join(local, 'logs', 'frontend.log'),
  });
  if (result.code !== 0) {
    throw new Failure(
      describeFailure('The frontend could not be built', result),
    );
  }
}

function hashSources({ version }) {
  const folders = withLocalDependencies('app').map(({ folder }) => folder);
  const isSource = path => !/\.test\.[jt]sx?$/.test(path);
  const files = folders.flatMap(folder => [
    join(folder, 'package.json'),
    join(folder, 'config.d.ts'),
    ...filesBelow(join(folder, 'src'), isSource),
    ...filesBelow(join(folder, 'public')),
  ]);
  return hashOf({
    root,
    files: [...files, join(root, 'yarn.lock')],
    texts: [version],
  });
}
