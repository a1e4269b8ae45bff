import { Document } from 'yaml';

/** A YAML document of a file; `line` of a node counts from 1 in the file. @public */
export interface YamlSource {
  document: Document.Parsed;
  value: unknown;
  /** The line at which the value at `path` stands, or the nearest parent's. */
  lineOf(path: ReadonlyArray<string | number>): number;
}

/**
 * A file while a snapshot is taken. Every view of it is made at most once and shared by all collectors; nothing of
 * it is kept after the visit except what a collector keeps.
 * @public
 */
export interface SourceFile {
  path: string;
  size: number;
  /** Decoded as UTF-8. */
  text: string;
  /** Split at line ends; `lines[0]` is line 1. */
  lines: readonly string[];
  /** The YAML documents, or the reason why they cannot be read. JSON is YAML. */
  yaml(): { documents: YamlSource[] } | { problem: string; line?: number };
}
