import { UrlReaderServiceReadTreeResponse } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import { isIgnoredPath } from './ignoredFolders';
import { defaultLimits } from './limits';
import { RepositoryTree, TreeFile } from './RepositoryTree';

/**
 * Which files of an archive are unpacked at all. Give `filter` to `readTree`, so that large files and ignored
 * folders never reach memory, and the selection to `ArchiveTree.from`, so that what was left out is known.
 * @public
 */
export class ArchiveSelection {
  private readonly oversized: Array<{ path: string; size: number }> = [];
  private kept = 0;
  private bytes = 0;

  private constructor(private readonly limits: typeof defaultLimits) {}

  static create(limits: Partial<typeof defaultLimits> = {}): ArchiveSelection {
    return new ArchiveSelection({ ...defaultLimits, ...limits });
  }

  readonly filter = (path: string, info?: { size: number }): boolean => {
    if (isIgnoredPath(path)) return false;
    const size = info?.size ?? 0;
    const { fileBytes, listedFiles, totalBytes } = this.limits;
    if (this.kept >= listedFiles) return false;
    this.kept += 1;
    if (size > fileBytes || this.bytes + size > 2 * totalBytes) {
      this.oversized.push({ path, size });
      return false;
    }
    this.bytes += size;
    return true;
  };

  /** Files that were left out for their size. */
  leftOut(): ReadonlyArray<{ path: string; size: number }> {
    return this.oversized;
  }
}

/**
 * A repository that a UrlReader fetched. The reader's etag is the commit for the hosts that have commits.
 * @public
 */
export class ArchiveTree implements RepositoryTree {
  private constructor(
    private readonly response: UrlReaderServiceReadTreeResponse,
    private readonly selection: ArchiveSelection | undefined,
    readonly commit: string,
  ) {}

  static from(
    response: UrlReaderServiceReadTreeResponse,
    selection?: ArchiveSelection,
  ): ArchiveTree {
    return new ArchiveTree(response, selection, response.etag);
  }

  async *list(): AsyncIterable<TreeFile> {
    for (const { path, content } of await this.response.files()) {
      if (isIgnoredPath(path)) continue;
      const read = () => content().then(toBuffer);
      // The reader has unpacked the file already, so its size costs nothing more.
      const { length: size } = await read();
      yield { path, size, kind: 'file', read };
    }
    for (const { path, size } of this.selection?.leftOut() ?? []) {
      yield { path, size, kind: 'file', read: () => refuse(path) };
    }
  }
}

/** Backstage's readers answer with an empty array for an empty file, whatever their types say. */
function toBuffer(content: Buffer): Buffer {
  return Buffer.isBuffer(content) ? content : Buffer.from(content);
}

async function refuse(path: string): Promise<Buffer> {
  throw new InputError(`${path} was left out for its size`);
}
