import {
  RepositoryTree,
  TreeFile,
} from '@goldenpath/backstage-plugin-production-readiness-node';

/** A repository with more files over it: where both have a path, the added one counts. */
export class OverlayTree implements RepositoryTree {
  static of(base: RepositoryTree, added: RepositoryTree): OverlayTree {
    return new OverlayTree(base, added);
  }

  private constructor(
    private readonly base: RepositoryTree,
    private readonly added: RepositoryTree,
  ) {}

  async *list(): AsyncIterable<TreeFile> {
    const paths = new Set<string>();
    for await (const file of this.added.list()) {
      paths.add(file.path);
      yield file;
    }
    for await (const file of this.base.list()) {
      if (!paths.has(file.path)) {
        yield file;
      }
    }
  }
}
