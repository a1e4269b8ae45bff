import { folderOf, isWithin, Manifest, nameOf } from './Manifest';

/** Lock files of each ecosystem, and whether one of a folder above serves too, as in a workspace. */
const locks: Record<string, { names: string[]; above: boolean }> = {
  node: {
    names: [
      'package-lock.json',
      'npm-shrinkwrap.json',
      'yarn.lock',
      'pnpm-lock.yaml',
      'bun.lockb',
      'bun.lock',
    ],
    above: true,
  },
  python: {
    names: [
      'poetry.lock',
      'uv.lock',
      'pdm.lock',
      'Pipfile.lock',
      'pylock.toml',
      'conda-lock.yml',
    ],
    above: true,
  },
  go: { names: ['go.sum', 'go.work.sum'], above: true },
  java: {
    names: ['gradle.lockfile', 'buildscript-gradle.lockfile'],
    above: true,
  },
  dotnet: { names: ['packages.lock.json'], above: false },
  ruby: { names: ['Gemfile.lock', 'gems.locked'], above: true },
  php: { names: ['composer.lock'], above: true },
  rust: { names: ['Cargo.lock'], above: true },
  terraform: { names: ['.terraform.lock.hcl'], above: false },
};

const lockNames = new Set(Object.values(locks).flatMap(({ names }) => names));

/** Whether a path is that of a lock file. */
export function isLock(path: string): boolean {
  return lockNames.has(nameOf(path)) || isGradleLock(path);
}

/** Gradle before 7 kept one file per configuration. */
function isGradleLock(path: string): boolean {
  return (
    path.includes('gradle/dependency-locks/') && path.endsWith('.lockfile')
  );
}

/** The lock that holds for a manifest: beside it, or in the nearest folder above that has one. */
export function lockOf(
  { path, ecosystem }: Pick<Manifest, 'path' | 'ecosystem'>,
  found: readonly string[],
): string | undefined {
  const rule = locks[ecosystem];
  if (!rule) return undefined;
  const folder = folderOf(path);
  const holding = found.filter(lock => {
    const isKind =
      rule.names.includes(nameOf(lock)) ||
      (ecosystem === 'java' && isGradleLock(lock));
    if (!isKind) return false;
    const place = isGradleLock(lock)
      ? lock.slice(0, Math.max(0, lock.indexOf('gradle/dependency-locks') - 1))
      : folderOf(lock);
    return rule.above ? isWithin(folder, place) : place === folder;
  });
  return holding.sort((a, b) => b.length - a.length)[0];
}
