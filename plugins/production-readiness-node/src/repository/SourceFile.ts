/** A structured document of a file; lines count from 1 in the file. @public */
export interface StructuredSource {
  value: unknown;
  /** The line at which the document starts. */
  line: number;
  /** The line at which the value at `path` stands, or the nearest parent's. */
  lineOf(path: ReadonlyArray<string | number>): number;
}

/** A YAML document of a file. @public */
export type YamlSource = StructuredSource;

/** Why a file has no structured view. @public */
export interface ViewProblem {
  problem: string;
  line?: number;
}

/**
 * A file while a snapshot is taken. Every view of it is made at most once and shared by all collectors; nothing of
 * it is kept after the visit except what a collector keeps.
 * @public
 */
export interface SourceFile {
  path: string;
  size: number;
  /** Decoded as UTF-8; empty for an archive. */
  text: string;
  /** What an archive (`.tgz`) holds, packed. */
  bytes?: Buffer;
  /** Split at line ends; `lines[0]` is line 1. */
  lines: readonly string[];
  /**
   * The YAML documents, or the reason why they cannot be read. JSON is YAML, but `json()` is many times faster.
   * Values remember where they stand: see `positionOf`.
   */
  yaml(): { documents: YamlSource[] } | ViewProblem;
  /** The JSON value, comments and trailing commas allowed, or the reason why it cannot be read. */
  json(): StructuredSource | ViewProblem;
  /** Any other view: made by the first caller that names it, shared with all others. */
  view<T>(name: string, make: (file: SourceFile) => T): T;
}
