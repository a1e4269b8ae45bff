import { folderOf, isWithin, nameOf } from './dependencies/Manifest';

const marks = new Set([
  'package.json',
  'pyproject.toml',
  'requirements.txt',
  'setup.py',
  'Pipfile',
  'go.mod',
  'pom.xml',
  'build.gradle',
  'build.gradle.kts',
  'Gemfile',
  'Cargo.toml',
  'composer.json',
  'Dockerfile',
  'mix.exs',
  'Package.swift',
  'Chart.yaml',
]);

/**
 * The folders of a repository that are things of their own: they hold a manifest or a Dockerfile. A file belongs to
 * the nearest of them; in a monorepo, what belongs to another service says nothing about this one.
 */
export class Units {
  private readonly folders = new Set<string>();

  constructor(private readonly scopePath: string) {}

  /** Takes note of a path, wanted or not. */
  see(path: string): void {
    const name = nameOf(path);
    if (marks.has(name) || name.endsWith('.csproj'))
      this.folders.add(folderOf(path));
  }

  /** Whether a path belongs to something outside the service that stands in a folder of its own. */
  isForeign(path: string): boolean {
    if (isWithin(path, this.scopePath)) return false;
    const beside = folderOf(this.scopePath);
    if (beside && isWithin(path, beside) && folderOf(path) !== beside)
      return true;
    for (let folder = folderOf(path); folder; folder = folderOf(folder)) {
      if (isWithin(this.scopePath, folder)) return false;
      if (this.folders.has(folder)) return true;
    }
    return false;
  }
}

/** Whether a text speaks of something by its name, not as a part of a longer word. */
export function namesWord(text: string, name: string): boolean {
  if (!name) return false;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const before = text[at - 1] ?? ' ';
    const after = text[at + name.length] ?? ' ';
    if (!/[A-Za-z0-9]/.test(before) && !/[A-Za-z0-9]/.test(after)) return true;
  }
  return false;
}
