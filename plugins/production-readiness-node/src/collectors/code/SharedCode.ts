import { resolvePath } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { syntaxOf } from '../../syntax/Syntax';
import { folderOf, isWithin, Manifest, nameOf } from '../dependencies/Manifest';
import { isManifest } from '../dependencies/readManifest';
import { codeKind } from './codePath';
import { FileSummary } from './FileSummary';

const projects = /(?:\.(?:cs|fs)proj|(?:^|\/)(?:go\.mod|package\.json))$/;

/**
 * Code of the repository that the service is built with although it stands elsewhere: projects that a .NET project
 * refers to, packages of Go that it imports from modules of the repository (its own module above it, one that
 * `replace` or go.work brings in), packages of Node's workspace. What else stands outside of the service's folder
 * says nothing about it.
 */
export class SharedCode {
  private readonly manifests = new Map<string, Manifest>();
  private readonly held = new Map<string, FileSummary>();
  /** The folders that files of go.work name. */
  private readonly used = new Set<string>();
  private related = new Set<string>();

  constructor(private readonly scopePath: string) {}

  /** A manifest outside of the service's folder, which may turn out to be one that it is built with. */
  static isProject(path: string): boolean {
    return projects.test(path) || nameOf(path) === 'go.work';
  }

  isOutside(path: string): boolean {
    return !isWithin(path, this.scopePath);
  }

  /** Whether a source file may be code that is shared. */
  mayHold(path: string): boolean {
    return (
      this.isOutside(path) &&
      !isManifest(path) &&
      syntaxOf(path) !== undefined &&
      codeKind(path) === 'production'
    );
  }

  addManifest(manifest: Manifest): void {
    this.manifests.set(manifest.path, manifest);
  }

  addWorkspace(file: SourceFile): void {
    for (const line of file.lines) {
      const written =
        /^\s{0,40}(?:use\s+)?(\.{1,2}(?:\/[\w./-]{0,300})?)\s*$/.exec(
          line.split('//')[0].slice(0, 400),
        )?.[1];
      const folder =
        written === undefined
          ? undefined
          : resolvePath(folderOf(file.path), written);
      if (folder !== undefined) this.used.add(folder);
    }
  }

  hold(summary: FileSummary): void {
    this.held.set(summary.path, summary);
  }

  /** Finds out, from what has been read, which folders are shared. */
  follow(own: readonly Manifest[], files: readonly FileSummary[]): void {
    this.related = new Set([
      ...this.projectsOf(own),
      ...this.packagesOf(own, [...files, ...this.files()]),
    ]);
  }

  isRelated(path: string): boolean {
    if (!this.isOutside(path)) return false;
    if (path.endsWith('.go')) return this.related.has(folderOf(path));
    for (let folder = folderOf(path); folder; folder = folderOf(folder)) {
      if (this.related.has(folder)) return true;
      if (this.isProjectFolder(folder)) return false;
    }
    return false;
  }

  /** What is known of the files that are shared. */
  files(): FileSummary[] {
    return [...this.held.values()]
      .filter(({ path }) => this.isRelated(path))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** The manifests of what is shared; those of Go also tell where the modules of the repository are. */
  declaring(): Manifest[] {
    return [...this.manifests.values()].filter(
      ({ path, ecosystem }) =>
        this.related.has(folderOf(path)) ||
        (ecosystem === 'go' &&
          [...this.related].some(folder => isWithin(folder, folderOf(path)))),
    );
  }

  private folders?: Set<string>;

  private isProjectFolder(folder: string): boolean {
    this.folders ??= new Set([...this.manifests.keys()].map(folderOf));
    return this.folders.has(folder);
  }

  /** The folders of projects and packages that manifests refer to, and of those that these refer to. */
  private projectsOf(own: readonly Manifest[]): Set<string> {
    const byName = new Map<string, Manifest>();
    for (const manifest of this.manifests.values()) {
      if (manifest.ecosystem === 'node' && manifest.module)
        byName.set(manifest.module, manifest);
    }
    const found = new Set<string>();
    const open = own.filter(({ ecosystem }) => ecosystem !== 'go');
    for (const { path, references = [], dependencies, ecosystem } of open) {
      const named =
        ecosystem === 'node'
          ? dependencies.flatMap(({ name, development }) =>
              development ? [] : byName.get(name) ?? [],
            )
          : [];
      const referred = references.flatMap(written => {
        const target = resolvePath(folderOf(path), written);
        return [...this.manifests.values()].filter(
          manifest =>
            manifest.path === target || folderOf(manifest.path) === target,
        );
      });
      for (const manifest of [...named, ...referred]) {
        const folder = folderOf(manifest.path);
        if (found.has(folder) || !this.isOutside(folder)) continue;
        found.add(folder);
        open.push(manifest);
      }
    }
    return found;
  }

  /** The folders of Go's packages that files import, as far as the repository says where they are. */
  private packagesOf(
    own: readonly Manifest[],
    files: readonly FileSummary[],
  ): Set<string> {
    const modules = this.modulesOf(own);
    const found = new Set<string>();
    for (const { ecosystem, imports } of files) {
      if (ecosystem !== 'go') continue;
      for (const specifier of imports) {
        for (const [module, folder] of modules) {
          if (!isWithin(specifier, module)) continue;
          const inner = specifier.slice(module.length + 1);
          const at = [folder, inner].filter(Boolean).join('/');
          if (this.isOutside(at) || at === '') found.add(at);
        }
      }
    }
    return found;
  }

  private modulesOf(own: readonly Manifest[]): Map<string, string> {
    const above = own.filter(
      ({ ecosystem, module }) => ecosystem === 'go' && module,
    );
    const replaced = new Set(
      above.flatMap(({ path, references = [] }) =>
        references.map(written => resolvePath(folderOf(path), written)),
      ),
    );
    const beside = [...this.manifests.values()].filter(({ path, module }) => {
      const folder = folderOf(path);
      return module && (replaced.has(folder) || this.used.has(folder));
    });
    return new Map(
      [...above, ...beside].map(({ module = '', path }) => [
        module,
        folderOf(path),
      ]),
    );
  }
}
