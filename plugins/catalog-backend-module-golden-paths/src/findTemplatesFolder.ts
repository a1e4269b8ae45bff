import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/**
 * The folder of the golden paths: the configured one, or `templates` in the root of the monorepo that the
 * working directory is in.
 */
export function findTemplatesFolder(
  configured: string | undefined,
  workingDirectory: string = process.cwd(),
): string {
  if (configured) return resolve(workingDirectory, configured);
  return join(findMonorepoRoot(workingDirectory), 'templates');
}

function findMonorepoRoot(start: string): string {
  let folder = start;
  while (!isMonorepoRoot(folder)) {
    const parent = dirname(folder);
    if (parent === folder) return start;
    folder = parent;
  }
  return folder;
}

function isMonorepoRoot(folder: string): boolean {
  const manifest = join(folder, 'package.json');
  if (!existsSync(manifest)) return false;
  return 'workspaces' in JSON.parse(readFileSync(manifest, 'utf8'));
}
