import { InputError } from '@backstage/errors';

interface LockedPackage {
  name?: string;
  version?: string;
  dev?: boolean;
  optional?: boolean;
  devOptional?: boolean;
  peer?: boolean;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
  [key: string]: unknown;
}

interface NpmLock {
  name: string;
  version: string;
  lockfileVersion: number;
  packages: Record<string, LockedPackage>;
  [key: string]: unknown;
}

type Reach = Map<string, { optional: boolean }>;

/**
 * The part of a package-lock.json (version 3) that a package.json needs. Every package keeps its place, so that
 * Node resolves each import to the same version as in the whole lock.
 *
 * @throws InputError when the manifest names a package, or a version, that the lock does not hold.
 */
export function pruneNpmLock(lockText: string, manifestText: string): string {
  const lock: NpmLock = JSON.parse(lockText);
  const manifest: LockedPackage = JSON.parse(manifestText);
  const root = lock.packages[''];
  for (const kind of ['dependencies', 'devDependencies'] as const) {
    for (const [name, range] of Object.entries(manifest[kind] ?? {})) {
      const locked = root.dependencies?.[name] ?? root.devDependencies?.[name];
      if (locked !== range) {
        throw new InputError(
          `package.json asks for ${name} ${range}, the lock was made for ${locked}`,
        );
      }
    }
  }
  const production = reach(lock, manifest.dependencies);
  const development = reach(lock, manifest.devDependencies);
  const packages: NpmLock['packages'] = {
    '': pick(manifest, [
      'name',
      'version',
      'license',
      'dependencies',
      'devDependencies',
      'engines',
    ]),
  };
  for (const [location, entry] of Object.entries(lock.packages)) {
    const inProduction = production.get(location);
    const found = inProduction ?? development.get(location);
    if (location !== '' && found) {
      const { dev, optional, devOptional, ...rest } = entry;
      packages[location] = {
        ...rest,
        ...flags(inProduction, development.get(location)),
      };
    }
  }
  const { name, version } = manifest;
  return `${JSON.stringify({ ...lock, name, version, packages }, null, 2)}\n`;
}

function flags(
  production: { optional: boolean } | undefined,
  development: { optional: boolean } | undefined,
) {
  if (!production) {
    return { dev: true, ...(development?.optional && { optional: true }) };
  }
  if (!production.optional) {
    return {};
  }
  return development && !development.optional
    ? { devOptional: true }
    : { optional: true };
}

function reach(lock: NpmLock, names: Record<string, string> = {}): Reach {
  const found: Reach = new Map();
  const queue = Object.keys(names).map(name => ({
    from: '',
    name,
    optional: false,
    missable: false,
  }));
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { from, name, optional, missable } = next;
    const location = resolve(lock, from, name);
    if (!location) {
      if (missable) continue;
      throw new InputError(`The lock does not hold ${name}, for ${from}`);
    }
    const known = found.get(location);
    if (known && (!known.optional || optional)) {
      continue;
    }
    found.set(location, { optional });
    const entry = lock.packages[location];
    const add = (list = {}, isOptional = false, isPeer = false) => {
      for (const dependency of Object.keys(list)) {
        const loose =
          isPeer && entry.peerDependenciesMeta?.[dependency]?.optional;
        queue.push({
          from: location,
          name: dependency,
          optional: optional || isOptional || Boolean(loose),
          missable: isOptional || Boolean(loose),
        });
      }
    };
    add(entry.dependencies);
    add(entry.optionalDependencies, true);
    // An optional peer is only there because something else asks for it.
    const peers = Object.keys(entry.peerDependencies ?? {}).filter(
      peer => !entry.peerDependenciesMeta?.[peer]?.optional,
    );
    add(Object.fromEntries(peers.map(peer => [peer, ''])), false, true);
  }
  return found;
}

// As Node does: in the package's own node_modules, then in those of the folders above it.
function resolve(lock: NpmLock, from: string, name: string) {
  let folder = from;
  for (;;) {
    const location = `${folder ? `${folder}/` : ''}node_modules/${name}`;
    if (lock.packages[location]) {
      return location;
    }
    if (!folder) {
      return undefined;
    }
    const above = folder.lastIndexOf('node_modules/');
    folder = folder.slice(0, Math.max(0, above - 1));
  }
}

function pick(source: LockedPackage, keys: string[]): LockedPackage {
  return Object.fromEntries(
    keys.filter(key => key in source).map(key => [key, source[key]]),
  );
}
