import { NotFoundError } from '@backstage/errors';
import { isIgnoredPath } from './ignoredFolders';
import { RepositoryTree, TreeFile } from './RepositoryTree';

/**
 * A tree held in memory, for tests and for workspaces that were never written.
 * @public
 */
export class MemoryTree implements RepositoryTree {
  private constructor(
    private readonly files: ReadonlyMap<string, Buffer>,
    readonly commit?: string,
  ) {}

  /** Paths are relative and use `/`. */
  static of(
    files: Record<string, string | Buffer>,
    options?: { commit?: string },
  ): MemoryTree {
    return new MemoryTree(
      new Map(
        Object.entries(files).map(([path, content]) => [
          path,
          Buffer.from(content),
        ]),
      ),
      options?.commit,
    );
  }

  async *list(): AsyncIterable<TreeFile> {
    for (const [path, content] of this.files) {
      if (isIgnoredPath(path)) continue;
      yield {
        path,
        size: content.length,
        kind: 'file',
        read: async () => this.contentOf(path),
      };
    }
  }

  private contentOf(path: string): Buffer {
    const content = this.files.get(path);
    if (!content) throw new NotFoundError(`There is no file ${path}`);
    return content;
  }
}
