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
  // Of the projects of .NET, these are in those that are programs and not libraries.
  'Program.cs',
  'Program.fs',
  'host.json',
]);

/** Words that stand in names for other things than the service that goes by them. */
const ambiguous = new Set([
  ...['app', 'apps', 'application', 'main', 'core', 'common', 'shared', 'src'],
  ...['lib', 'libs', 'library', 'packages', 'service', 'services', 'server'],
  ...['client', 'image', 'images', 'python', 'node', 'java', 'go', 'dotnet'],
  ...['data', 'release', 'package', 'all', 'base', 'local', 'dev', 'prod'],
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
  private readonly titles = new Map<string, ScopeNames>();
  /** The folder that the services stand in. */
  private readonly parent: string;
  private readonly own: ScopeNames[];

  private constructor(private readonly scope: ServiceScope) {
    this.names = ScopeNames.of(scope);
    this.parent = groupOf(scope.path);
    this.own = [scope.name, baseOf(scope.path)].map(named);
  }

  static of(scope: ServiceScope): Siblings {
    return new Siblings(scope);
  }

  /** Learns from the path of any file of the repository. */
  note(path: string): void {
    if (this.names.isWhole || !manifests.has(baseOf(path))) return;
    const { parent } = this;
    const folder = folderOf(path);
    if (!isInside(folder, parent) || this.names.contains(folder)) return;
    const inside = parent === '' ? folder : folder.slice(parent.length + 1);
    const [name] = inside.split('/');
    if (name === '' || this.names.isSame(name)) return;
    const group = parent === '' ? name : `${parent}/${name}`;
    if (isInside(this.scope.path, group)) return;
    if (shared.test(name)) {
      if (inside.includes('/') && !this.names.isSame(baseOf(folder)))
        this.folders.add(folder);
      return;
    }
    this.words.add(name);
    this.folders.add(group);
    if (!ambiguous.has(name.toLowerCase())) this.titles.set(name, named(name));
  }

  /** Whether a text holds the service's own name or folder, be it with words beside it. */
  speaksOfOwn(text: string): boolean {
    return this.own.some(own => own.isNamedIn(text));
  }

  /** Whether a title, as that of a job, has the name of another service among its words. */
  isNamedInTitle(title: string): boolean {
    return [...this.titles.values()].some(other => other.isNamedIn(title));
  }

  /** Whether a command or a setting holds the name of another service as a word of its own, or a path into its folder. */
  isNamedIn(text: string): boolean {
    const words = wordsOf(text);
    return (
      [...this.titles.keys()].some(name => words.has(name)) ||
      [...this.folders].some(
        folder => folder.includes('/') && text.includes(folder),
      )
    );
  }

  /** Whether words speak of other services and not of this one. */
  speaksOfOthers(text: string): boolean {
    if (this.names.isWhole) return false;
    const words = wordsOf(text);
    const others = [...this.words].some(name => words.has(name));
    return others && ![...words].some(word => this.names.isSame(word));
  }

  /** Whether a path lies in another service's folder. */
  isOthers(path: string): boolean {
    if (this.names.isWhole || this.names.contains(path)) return false;
    return [...this.folders].some(folder => isInside(path, folder));
  }
}

/** Words with what they are joined by: `orders-api`, and `Orders.Api` of `src/Orders.Api/Orders.Api.csproj`. */
function wordsOf(text: string): Set<string> {
  const words = text.split(/[^\w-]+/);
  const dotted = text
    .split(/[^\w.-]+/)
    .map(word => word.replace(/\.(?:\w{2}proj)?$/, ''));
  return new Set([...words, ...dotted]);
}

/** The folder beside which other services stand: a project of .NET has one of its name around it and its libraries. */
function groupOf(path: string): string {
  const parent = folderOf(path);
  const around = baseOf(parent);
  return around !== '' && baseOf(path).startsWith(`${around}.`)
    ? folderOf(parent)
    : parent;
}

/** A service by its name, and by that without the word for what kind of part it is. */
function named(name: string): ScopeNames {
  const short = name.replace(/[-._ ](?:api|app|web|service|svc|server)$/i, '');
  return ScopeNames.of({ name, path: short });
}
