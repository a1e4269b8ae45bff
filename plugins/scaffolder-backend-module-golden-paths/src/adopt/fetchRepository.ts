import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import {
  resolveSafeChildPath,
  UrlReaderService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { adoptionLimits } from './limits';
import { RepositoryListing } from './RepositoryListing';

/** What of a repository was read. */
export interface FetchedRepository {
  files: number;
  bytes: number;
  /** Paths of files that are known by name only: too large, or with a name that not every system can hold. */
  unread: string[];
}

// Names that some system cannot hold, or reads as something else.
const unsafeName =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f\\:]|(?:^|\/)(?:\.{1,2}|\.git)(?:\/|$)|^\//i;

/**
 * Writes the ordinary files of a repository below a folder, within limits. Links and submodules are not followed and
 * not written, whatever an archive says.
 *
 * @throws InputError when all files together are too large
 */
export async function fetchRepository(options: {
  listing: RepositoryListing;
  reader: UrlReaderService;
  directory: string;
  token?: string;
  signal?: AbortSignal;
}): Promise<FetchedRepository> {
  const { listing, reader, directory, token, signal } = options;
  const files = new Set(
    listing.entries
      .filter(({ kind, path }) => kind === 'file' && isSafe(path))
      .map(({ path }) => path),
  );
  const unread = new Set(
    listing.entries
      .filter(({ kind, path }) => kind === 'file' && !isSafe(path))
      .map(({ path }) => path),
  );
  let bytes = 0;
  const response = await reader.readTree(listing.url, {
    token,
    signal,
    filter: (path, info) => {
      if (!files.has(path)) {
        return false;
      }
      const size = info?.size ?? 0;
      if (size > adoptionLimits.fileBytes) {
        unread.add(path);
        return false;
      }
      bytes += size;
      return bytes <= adoptionLimits.totalBytes;
    },
  });
  const read = await response.files();
  if (bytes > adoptionLimits.totalBytes) {
    throw new InputError(
      `${listing.url} has more than ${adoptionLimits.totalBytes} bytes in files that are not too large one by one; it cannot be adopted as one service`,
    );
  }
  await mkdir(directory, { recursive: true });
  for (const { path, content } of read) {
    signal?.throwIfAborted();
    const target = resolveSafeChildPath(directory, path);
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, await content(), { flag: 'wx' });
  }
  return { files: read.length, bytes, unread: [...unread].sort() };
}

function isSafe(path: string): boolean {
  return path.length <= adoptionLimits.pathCharacters && !unsafeName.test(path);
}
