/** What stands at a path of a repository. */
export type EntryKind = 'file' | 'folder' | 'link' | 'submodule';

/** Everything that stands in a repository at one commit, as Git has it. */
export interface RepositoryListing {
  host: 'github' | 'gitlab';
  /** Address of the repository on the web, without a slash at its end. */
  url: string;
  branch: string;
  entries: { path: string; kind: EntryKind }[];
}

const kinds: Record<string, EntryKind> = {
  '040000': 'folder',
  '120000': 'link',
  '160000': 'submodule',
};

/** The kind that a mode of Git stands for. */
export function kindOfMode(mode: string): EntryKind {
  return kinds[mode] ?? 'file';
}

/** The paths of a listing as a system that ignores case sees them. */
export class ListedPaths {
  readonly #byKey = new Map<string, { path: string; kind: EntryKind }>();
  readonly #folders = new Set<string>();

  static of({ entries }: RepositoryListing): ListedPaths {
    return new ListedPaths(entries);
  }

  private constructor(readonly entries: RepositoryListing['entries']) {
    for (const entry of entries) {
      const key = keyOf(entry.path);
      this.#byKey.set(key, entry);
      if (entry.kind === 'folder') {
        this.#folders.add(key);
      }
      for (const folder of foldersOf(key)) {
        this.#folders.add(folder);
      }
    }
  }

  /** The paths of all files. */
  files(): string[] {
    return this.entries
      .filter(({ kind }) => kind === 'file')
      .map(({ path }) => path);
  }

  /** What stands where a file is to be written, or where one of its folders has to be; undefined where it is free. */
  inTheWay(path: string): { path: string; kind: EntryKind } | undefined {
    const key = keyOf(path);
    for (const folder of foldersOf(key)) {
      const entry = this.#byKey.get(folder);
      if (entry && entry.kind !== 'folder') {
        return entry;
      }
    }
    return (
      this.#byKey.get(key) ??
      (this.#folders.has(key) ? { path, kind: 'folder' } : undefined)
    );
  }
}

function keyOf(path: string): string {
  return path.toLocaleLowerCase('en-US');
}

function foldersOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}
