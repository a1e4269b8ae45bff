/** A dependency that a manifest declares. */
export interface DeclaredDependency {
  /** As the ecosystem writes it; Python's names are lower case with hyphens, Java's `group:artifact`. */
  name: string;
  version?: string;
  line: number;
  development: boolean;
}

/** What a manifest says, as far as the checks need it. */
export interface Manifest {
  path: string;
  ecosystem: string;
  dependencies: DeclaredDependency[];
  /** Every dependency has one exact version, with which the ecosystem counts as locked. */
  pinned: boolean;
  /** Something that no lock file of its ecosystem holds has no fixed version. */
  floats?: boolean;
  /** What the names stand for that a version catalog gives. */
  aliases?: ReadonlyMap<string, readonly DeclaredDependency[]>;
  /** What Maven's reactor is made of. */
  maven?: {
    /** `group:artifact`. */
    coordinates: string;
    version?: string;
    /** It builds modules. */
    aggregates: boolean;
    /** What has no fixed version. */
    floating: readonly DeclaredDependency[];
  };
  /** The name under which others import it (module path of Go, package name of Node). */
  module?: string;
  /** The namespace of the code of a .NET project. */
  namespace?: string;
  /** Paths of projects or folders of the repository that it is built with, as written. */
  references?: string[];
  scripts: Array<{ name: string; command: string; line: number }>;
  /** Files that start it, as the manifest writes them. */
  entries: string[];
}

/** The folder of a path, '' for the root. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Whether `path` lies in `folder`, which may be '' for the root. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
