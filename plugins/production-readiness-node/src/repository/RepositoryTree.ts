/**
 * A file of a tree. `size` is in bytes. A link is listed as a link and never followed.
 * @public
 */
export interface TreeFile {
  path: string;
  size: number;
  kind: 'file' | 'link';
  /** @throws when the file cannot be read */
  read(): Promise<Buffer>;
}

/**
 * A repository at one commit, wherever it comes from: a directory, an archive that a UrlReader fetched, memory.
 * Listing does not read.
 * @public
 */
export interface RepositoryTree {
  commit?: string;
  list(): AsyncIterable<TreeFile>;
}
