import { chmod, lstat, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { ConflictError } from '@backstage/errors';
import { ComposedFile, Composition } from './Composition';

/**
 * Writes a composition below a folder, which is made if it does not exist. Files that stand where generated ones
 * belong are replaced; others are left alone.
 *
 * @throws NotAllowedError or ConflictError when a link stands in the way.
 * @public
 */
export async function writeComposition(
  composition: Pick<Composition, 'files'>,
  directory: string,
): Promise<void> {
  const folders = composition.files.map(file => dirname(file.path));
  await mkdir(directory, { recursive: true });
  for (const folder of new Set(folders)) {
    await mkdir(resolveSafeChildPath(directory, folder), { recursive: true });
  }
  await Promise.all(
    composition.files.map(file => writeComposed(file, directory)),
  );
}

async function writeComposed(
  file: ComposedFile,
  directory: string,
): Promise<void> {
  const target = resolveSafeChildPath(directory, file.path);
  const existing = await lstat(target).catch(() => undefined);
  if (existing && !existing.isFile()) {
    throw new ConflictError(
      `${join(directory, file.path)} exists and is no ordinary file`,
    );
  }
  await writeFile(target, file.contents);
  await chmod(target, file.executable ? 0o755 : 0o644);
}
