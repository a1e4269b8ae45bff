import { Dirent } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes what a killed forge left behind: folders of repositories that were being made or deleted, and in the
 * repositories lock files, half-received packs and temporary indexes, which would make Git refuse the next push.
 */
export async function cleanDataFolder(dataDir: string): Promise<void> {
  const temporary = join(dataDir, 'temporary');
  for (const { name } of await entries(temporary)) {
    if (!belongsToAnother(Number.parseInt(name, 10)))
      await remove(join(temporary, name));
  }
  const root = join(dataDir, 'repositories');
  for (const owner of await entries(root)) {
    for (const repository of await entries(join(root, owner.name))) {
      await cleanRepository(join(root, owner.name, repository.name));
    }
  }
}

async function cleanRepository(gitDir: string): Promise<void> {
  for (const { name } of await entries(gitDir)) {
    if (
      name.endsWith('.lock') ||
      name.startsWith('tmp-index-') ||
      name.endsWith('.new')
    ) {
      await remove(join(gitDir, name));
    }
  }
  for (const { name } of await entries(join(gitDir, 'objects'))) {
    if (/^(?:tmp_objdir-)?incoming-/.test(name))
      await remove(join(gitDir, 'objects', name));
  }
  await removeLocks(join(gitDir, 'refs'));
}

async function removeLocks(folder: string): Promise<void> {
  for (const entry of await entries(folder)) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await removeLocks(path);
    else if (entry.name.endsWith('.lock')) await remove(path);
  }
}

/** Whether a running process other than this one made the folder. */
function belongsToAnother(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid)
    return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function entries(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch(() => []);
}

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}
