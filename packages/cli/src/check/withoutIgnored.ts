import { RepositoryTree } from '@goldenpath/backstage-plugin-production-readiness-node';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const milliseconds = 20_000;
const maxBytes = 256 * 1024 * 1024;

/** What a hook of Git or a user's own settings would change must not change the result. */
const foreign = ['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

/**
 * The tree as others get it: what is tracked, and what could be added, but not what Git ignores, such as build
 * output and a developer's own .env. The tree as it is where the folder is not the top of a Git work tree.
 */
export function withoutIgnored(
  tree: RepositoryTree,
  root: string,
): RepositoryTree {
  const known = knownFiles(root);
  if (!known) return tree;
  return {
    commit: tree.commit,
    async *list() {
      for await (const file of tree.list()) {
        if (known.has(file.path)) yield file;
      }
    },
  };
}

function knownFiles(root: string): ReadonlySet<string> | undefined {
  if (!existsSync(join(root, '.git'))) return undefined;
  const env: NodeJS.ProcessEnv = { ...process.env, GIT_OPTIONAL_LOCKS: '0' };
  for (const name of foreign) delete env[name];
  const { status, stdout } = spawnSync(
    'git',
    [
      // A repository's own settings could name a program to run.
      ...['-c', 'core.fsmonitor=false', '-c', 'core.excludesFile='],
      ...['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    ],
    {
      cwd: root,
      env,
      encoding: 'utf8',
      timeout: milliseconds,
      maxBuffer: maxBytes,
    },
  );
  return status === 0 ? new Set(stdout.split('\0')) : undefined;
}
