import { isDocument } from '../secrets/secretPath';
import { baseOf, folderOf } from '../../repository/paths';
import { isTestFolder } from '../../repository/testFolders';

/** Folders of sources, and of what a program makes other repositories of. */
const sourceFolders = new Set([
  ...['src', 'lib', 'pkg', 'internal', 'cmd', 'generator', 'generators'],
  ...['scaffold', 'scaffolds', 'scaffolding', 'skeleton', 'skeletons'],
  ...['boilerplate', 'boilerplates', 'blueprint', 'blueprints', 'archetypes'],
  ...['cookiecutter', 'cookiecutters', 'starter', 'starters'],
]);

/** Where things stand in a repository, as far as paths tell. */
export class Layout {
  private readonly charts = new Set<string>();
  private readonly known = new Set<string>();
  private readonly packages = new Set<string>();

  note(path: string): void {
    const base = baseOf(path);
    if (base === 'Chart.yaml' || base === 'Chart.yml') {
      this.charts.add(folderOf(path));
    }
    const isKnown =
      base === '.env' || base.startsWith('Dockerfile') || isDocument(path);
    if (isKnown) this.known.add(path);
    if (base === '__init__.py' || base.endsWith('.go')) {
      this.packages.add(folderOf(path));
    }
  }

  get chartFolders(): ReadonlySet<string> {
    return this.charts;
  }

  isKnown(path: string): boolean {
    return this.known.has(path);
  }

  /** The nearest chart that a path lies in. */
  chartOf(path: string): string | undefined {
    let folder = folderOf(path);
    for (;;) {
      if (this.charts.has(folder)) return folder;
      if (folder === '') return undefined;
      folder = folderOf(folder);
    }
  }

  /** Whether a path, seen from the service's folder, lies among the sources of a program. */
  isOfProgram(path: string, scopePath: string): boolean {
    let folder = folderOf(path);
    let holdsData = true;
    while (folder !== '' && folder !== scopePath) {
      if (holdsData && this.packages.has(folder)) return true;
      const name = baseOf(folder).toLowerCase();
      if (sourceFolders.has(name)) return true;
      holdsData = /^(?:templates?|assets|static|resources|data|embed)$/.test(
        name,
      );
      folder = folderOf(folder);
    }
    return false;
  }

  /** Whether a file is part of a chart's templates, which are no YAML before they are rendered. */
  isTemplate(path: string): boolean {
    const chart = this.chartOf(path);
    if (chart === undefined) return false;
    const inside = chart === '' ? path : path.slice(chart.length + 1);
    return inside.startsWith('templates/');
  }
}

/** Folders of what tests read, and of what others wrote. */
const otherFolders = new Set([
  ...['testdata', 'test-data', 'fixtures', '__fixtures__', 'cassettes'],
  ...['node_modules', 'vendor'],
]);

/**
 * Whether a path, seen from the service's folder, serves tests, or is part of a template for other repositories: a
 * folder such as `{name}` or `{{cookiecutter.name}}` gets its name, and its files their contents, elsewhere.
 */
export function isTestPath(path: string, scopePath: string): boolean {
  const seen =
    scopePath !== '' && path.startsWith(`${scopePath}/`)
      ? path.slice(scopePath.length + 1)
      : path;
  return folderOf(seen)
    .split('/')
    .some(
      part =>
        isTestFolder(part) ||
        otherFolders.has(part.toLowerCase()) ||
        /[{}]/.test(part),
    );
}
