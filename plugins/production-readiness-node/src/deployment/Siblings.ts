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

/** Folders that services share: what holds a manifest in one of them is a service of its own, the folder is none. */
const shared =
  /^(?:infra(?:structure)?|terraform|iac|pulumi|cdk|cloudformation|deploy(?:ment)?s?|ops|docker|compose|containers?|k8s|kubernetes|helm|charts?|manifests|kustomize|ci|build|tools?|tooling|scripts?|docs?|documentation|environments?|envs?|modules|platform|observability|monitoring|tests?|e2e|hack|bin|config|\.[\w-]+)$/i;

/** Whether a folder is called as one that services share. */
export function isSharedFolder(name: string): boolean {
  return shared.test(name);
}

/** The other services of a repository: folders beside the service's own that hold a manifest. */
export class Siblings {
  /** By path; of what is shared, only what holds the manifest. */
  private readonly folders = new Set<string>();
  private readonly words = new Set<string>();
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
    if (name === '' || this.names.isSame(name)) return;
    if (shared.test(name)) {
      if (inside.includes('/') && !this.names.isSame(baseOf(folder)))
        this.folders.add(folder);
      return;
    }
    this.words.add(name);
    this.folders.add(parent === '' ? name : `${parent}/${name}`);
  }

  /** Whether words speak of other services and not of this one. */
  speaksOfOthers(text: string): boolean {
    if (this.names.isWhole) return false;
    const words = new Set(text.split(/[^\w-]+/));
    const others = [...this.words].some(name => words.has(name));
    return others && ![...words].some(word => this.names.isSame(word));
  }

  /** Whether a path lies in another service's folder. */
  isOthers(path: string): boolean {
    if (this.names.isWhole || this.names.contains(path)) return false;
    return [...this.folders].some(folder => isInside(path, folder));
  }
}
