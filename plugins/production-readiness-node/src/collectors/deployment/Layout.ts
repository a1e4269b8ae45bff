import { isDocument } from '../secrets/secretPath';
import { baseOf, folderOf } from '../../repository/paths';
import { isTestFolder } from '../../repository/testFolders';

/** Where things stand in a repository, as far as paths tell. */
export class Layout {
  private readonly charts = new Set<string>();
  private readonly known = new Set<string>();

  note(path: string): void {
    const base = baseOf(path);
    if (base === 'Chart.yaml' || base === 'Chart.yml') {
      this.charts.add(folderOf(path));
    }
    const isKnown =
      base === '.env' || base.startsWith('Dockerfile') || isDocument(path);
    if (isKnown) this.known.add(path);
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
