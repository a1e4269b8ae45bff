import { lstat, readFile } from 'node:fs/promises';
import { resolveSafeChildPath } from '@backstage/backend-plugin-api';
import { adoptionLimits } from './limits';

/** The text of an ordinary file of a fetched repository; undefined where there is none. */
export async function readText(
  directory: string,
  path: string,
): Promise<string | undefined> {
  const file = resolveSafeChildPath(directory, path);
  const stat = await lstat(file).catch(() => undefined);
  return stat?.isFile() && stat.size <= adoptionLimits.fileBytes
    ? readFile(file, 'utf8')
    : undefined;
}
