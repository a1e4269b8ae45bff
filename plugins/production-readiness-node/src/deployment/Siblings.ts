import { ServiceScope } from '../collectors/Collector';
import { baseOf, folderOf, isInside } from '../repository/paths';
import { ScopeNames } from './ScopeNames';

const manifests = new Set([
  'package.json',
  'go.mod',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'pyproject.toml',
  'requirements.txt',
  'Gemfile',
  'Cargo.toml',
  'composer.json',
  'Dockerfile',
]);

/** The other services of a repository: folders beside the service's own that hold a manifest. */
export class Siblings {
  private readonly folders = new Set<string>();
  private readonly names: ScopeNames;

  private constructor(private readonly scope: ServiceScope) {
    this.names = ScopeNames.of(scope);
  }

  static of(scope: ServiceScope): Siblings {
    return new Siblings(scope);
  }

  /** Learns from the path of any file of the repository. */
  note(path: string): void {
    if (this.names.isWhole || !manifests.has(baseOf(path))) return;
    const parent = folderOf(this.scope.path);
    const folder = folderOf(path);
    if (!isInside(folder, parent) || this.names.contains(folder)) return;
    const inside = parent === '' ? folder : folder.slice(parent.length + 1);
    const [name] = inside.split('/');
    if (name !== '' && !this.names.isSame(name)) this.folders.add(name);
  }

  /** Whether words speak of other services and not of this one. */
  speaksOfOthers(text: string): boolean {
    if (this.names.isWhole) return false;
    const words = new Set(text.split(/[^\w-]+/));
    const others = [...this.folders].some(name => words.has(name));
    return others && ![...words].some(word => this.names.isSame(word));
  }

  /** Whether a path lies in another service's folder. */
  isOthers(path: string): boolean {
    if (this.names.isWhole || this.names.contains(path)) return false;
    const parent = folderOf(this.scope.path);
    return [...this.folders].some(name =>
      isInside(path, parent === '' ? name : `${parent}/${name}`),
    );
  }
}
