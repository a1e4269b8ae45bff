import {
  RemoteModule,
  TerraformSource,
} from '../../infrastructure/modules/TerraformSource';
import { DeclaredDependency, Manifest } from './Manifest';

const exact = /^=?\s*v?\d+\.\d+\.\d+(?:[-+][\w.-]+)?$/;
const branch = /^(?:main|master|develop|dev|trunk|latest|HEAD)$/;

interface Declaring {
  path: string;
  dependencies: DeclaredDependency[];
}

/** The providers and modules that Terraform folders declare: one manifest per folder that Terraform is run in. */
export class TerraformManifests {
  private readonly sources: TerraformSource[] = [];

  add(source: TerraformSource): void {
    this.sources.push(source);
  }

  manifests(): Manifest[] {
    const called = new Set(this.sources.flatMap(({ calls }) => calls));
    const folders = new Set(this.sources.map(({ folder }) => folder));
    return [...folders]
      .filter(folder => !called.has(folder) && !this.isForCallers(folder))
      .flatMap(folder => this.manifestOf(folder) ?? []);
  }

  /** A module that callers elsewhere lock: it is kept among modules, and configures neither a provider nor a state. */
  private isForCallers(folder: string): boolean {
    return (
      folder.split('/').includes('modules') &&
      !this.sources.some(
        ({ folder: at, text }) =>
          at === folder &&
          /^[ \t]*(?:provider|backend|cloud)\b[^\n]*\{/m.test(text),
      )
    );
  }

  private manifestOf(folder: string): Manifest | undefined {
    const sources = this.reachableFrom(folder);
    const declaring = sources.map(providersOf);
    const providers = declaring.flatMap(({ dependencies }) => dependencies);
    const modules = sources.flatMap(({ remote }) => remote);
    const own = declaring.filter(
      (_, index) => sources[index].folder === folder,
    );
    const [first] = [
      ...own.filter(({ dependencies }) => dependencies.length > 0),
      ...own,
    ];
    if (first === undefined) return undefined;
    return {
      path: first.path,
      ecosystem: 'terraform',
      dependencies: [
        ...distinct(providers),
        ...modules.map(({ source, version, line }) => ({
          name: source,
          version,
          line,
          development: false,
        })),
      ],
      pinned: providers.every(({ version }) => exact.test(version ?? '')),
      // The lock file holds providers only.
      floats: modules.some(module => !isFixed(module)),
      scripts: [],
      entries: [],
    };
  }

  private reachableFrom(start: string): TerraformSource[] {
    const seen = new Set([start]);
    for (const folder of seen) {
      for (const { calls, folder: at } of this.sources) {
        if (at === folder) calls.forEach(call => seen.add(call));
      }
    }
    return this.sources.filter(({ folder }) => seen.has(folder));
  }
}

/** The providers of `required_providers`, and those that are configured without being declared there. */
function providersOf({ path, lines }: TerraformSource): Declaring {
  const dependencies: DeclaredDependency[] = [];
  const add = (name: string, line: number, version?: string) => {
    const known = dependencies.find(candidate => candidate.name === name);
    if (known) known.version ??= version;
    else dependencies.push({ name, line, version, development: false });
  };
  let inside = false;
  let depth = 0;
  let current = '';
  lines.forEach((whole, index) => {
    const line = whole.slice(0, 500).trim();
    if (line.startsWith('#') || line.startsWith('//')) return;
    const configured = /^provider\s+"?([\w-]+)"?\s*\{/.exec(line)?.[1];
    if (configured !== undefined) add(configured, index + 1);
    const before = depth;
    depth += count(line, '{') - count(line, '}');
    if (/^required_providers\s*\{/.test(line)) {
      inside = true;
      depth = 1;
      return;
    }
    if (!inside) return;
    const name = before === 1 ? /^([\w-]+)\s*=/.exec(line)?.[1] : undefined;
    if (name !== undefined) {
      current = name;
      add(name, index + 1, /=\s*"([^"]*)"\s*$/.exec(line)?.[1]);
    }
    const version = /(?:^|[{,\s])version\s*=\s*"([^"]*)"/.exec(line)?.[1];
    if (current !== '' && version !== undefined)
      add(current, index + 1, version);
    if (depth <= 0) inside = false;
  });
  return { path, dependencies };
}

function count(text: string, mark: string): number {
  return text.split(mark).length - 1;
}

function distinct(items: readonly DeclaredDependency[]): DeclaredDependency[] {
  const byName = new Map<string, DeclaredDependency>();
  for (const item of items) {
    const known = byName.get(item.name);
    if (!known || known.version === undefined) byName.set(item.name, item);
  }
  return [...byName.values()];
}

/** An exact version of a registry, or a tag or commit of Git. */
function isFixed({ source, version }: RemoteModule): boolean {
  const reference = /[?&]ref=([^&]+)/.exec(source)?.[1];
  if (reference !== undefined) return !branch.test(reference);
  const isGit = /^git(?:::|@)|^github\.com\/|^bitbucket\.org\//.test(source);
  if (isGit) return false;
  const isArchive = /^(?:https?|s3|gcs|oci)(?:::|:\/\/)/.test(source);
  return isArchive || exact.test(version ?? '');
}
