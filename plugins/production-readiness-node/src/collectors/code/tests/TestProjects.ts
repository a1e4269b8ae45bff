import { resolvePath } from '../../../repository/paths';
import { syntaxOf } from '../../../syntax/Syntax';
import { folderOf, isWithin, Manifest } from '../../dependencies/Manifest';
import { codeKind } from '../codePath';
import { TestFile } from './testFacts';

/**
 * Tests of a service of .NET that stand in projects outside of its folder, as its tools lay them out. A project that
 * refers to several services tests those whose namespaces its files use.
 */
export class TestProjects {
  private readonly projects = new Map<string, Manifest>();

  constructor(private readonly scopePath: string) {}

  /** Takes note of a project outside of the service's folder. */
  add(manifest: Manifest): void {
    const { path, ecosystem } = manifest;
    if (ecosystem === 'dotnet') this.projects.set(folderOf(path), manifest);
  }

  mayHold(path: string): boolean {
    return (
      !isWithin(path, this.scopePath) &&
      syntaxOf(path)?.id === 'csharp' &&
      codeKind(path) === 'test'
    );
  }

  /** Whether a file stands in a project that refers to one of the service's. */
  holds(path: string, own: readonly Manifest[]): boolean {
    return this.mayHold(path) && this.projectOf(path, own) !== undefined;
  }

  /** The projects that refer to one of the service's. */
  referring(own: readonly Manifest[]): Manifest[] {
    return [...this.projects.values()].filter(
      project => refersTo(project, own).length > 0,
    );
  }

  /** Whether a test of such a project is about the service. */
  isAbout({ path, imports }: TestFile, own: readonly Manifest[]): boolean {
    const project = this.projectOf(path, own);
    if (project === undefined) return false;
    if (project.references?.length === 1) return true;
    const spaces = refersTo(project, own).flatMap(
      ({ namespace }) => namespace ?? [],
    );
    return imports.some(used =>
      spaces.some(space => used === space || used.startsWith(`${space}.`)),
    );
  }

  private projectOf(
    path: string,
    own: readonly Manifest[],
  ): Manifest | undefined {
    for (let folder = folderOf(path); folder; folder = folderOf(folder)) {
      const project = this.projects.get(folder);
      if (project)
        return refersTo(project, own).length > 0 ? project : undefined;
    }
    return undefined;
  }
}

function refersTo(
  { path, references = [] }: Manifest,
  own: readonly Manifest[],
): Manifest[] {
  const named = new Set(
    references.map(written => resolvePath(folderOf(path), written)),
  );
  return own.filter(manifest => named.has(manifest.path));
}
