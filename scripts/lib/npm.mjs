import { spawnSync } from 'node:child_process';

/** How to call npm: the one that runs us, or the one on the PATH. */
export function npm(env) {
  const path = env.npm_execpath;
  if (path && /npm-cli\.c?js$/.test(path)) {
    return { command: process.execPath, args: [path], shell: false };
  }
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

/**
 * Settings as npm resolves them from its files and the environment. A key that npm does not have is absent.
 *
 * @returns {Record<string, string>}
 */
export function npmConfig(keys, env, cwd) {
  const { command, args, shell } = npm(env);
  const { stdout } = spawnSync(command, [...args, 'config', 'get', ...keys], {
    cwd,
    env,
    shell,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const lines = (stdout ?? '').split(/\r?\n/).filter(Boolean);
  const pairs = lines.map(line => {
    const at = line.indexOf('=');
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()];
  });
  return Object.fromEntries(
    pairs.filter(([, value]) => !['', 'null', 'undefined'].includes(value)),
  );
}
