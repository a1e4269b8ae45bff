import { folderOf, Manifest } from '../../dependencies/Manifest';

/** The files of the repository that an import in the file `from` leads to. */
export type Resolve = (specifier: string, from: string) => string[];

const scriptEndings = [
  '',
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.mts',
  '.cts',
];

/** Relative imports, `@/…`, `~/…`, `#…`, `src/…`, and other names that end like a file of the service. */
export function javascriptResolver(
  paths: ReadonlySet<string>,
  manifests: readonly Manifest[],
  scopePath: string,
): Resolve {
  const modules = new Map(
    manifests.flatMap(({ module, path }) =>
      module ? [[module, folderOf(path)] as const] : [],
    ),
  );
  const bySuffix = suffixes(paths);
  const find = (base: string): string[] => {
    const candidates = [base];
    if (base.endsWith('.js') || base.endsWith('.mjs'))
      candidates.push(base.slice(0, base.lastIndexOf('.')));
    for (const candidate of candidates) {
      for (const ending of scriptEndings) {
        if (ending && paths.has(candidate + ending))
          return [candidate + ending];
        if (!ending && paths.has(candidate)) return [candidate];
        const index = `${candidate}/index${ending}`;
        if (ending && paths.has(index)) return [index];
      }
    }
    return [];
  };
  return (specifier, from) => {
    if (specifier.startsWith('.')) {
      // `./orders/` is the folder even where orders.js stands beside it.
      const inner = specifier.endsWith('/') ? `${specifier}index` : specifier;
      return find(normalize(`${folderOf(from)}/${inner}`));
    }
    if (specifier.startsWith('/')) return [];
    const [first, ...rest] = specifier.split('/');
    const scoped = first.startsWith('@') ? `${first}/${rest[0]}` : first;
    const module = modules.get(scoped);
    if (module !== undefined) {
      const inner = specifier.slice(scoped.length + 1);
      return [
        ...find(normalize(`${module}/${inner || 'index'}`)),
        ...find(normalize(`${module}/src/${inner || 'index'}`)),
      ];
    }
    const aliased = ['@', '~', '#', 'src', 'app', '@src', '@app'].includes(
      first,
    );
    const tail = aliased ? rest.join('/') : specifier;
    const under = [scopePath, join(scopePath, 'src'), join(scopePath, first)];
    const direct = under.flatMap(root => find(normalize(`${root}/${tail}`)));
    if (direct.length > 0) return direct;
    const looksInternal = /^[@~#]/.test(specifier) && rest.length > 0;
    return looksInternal ? bySuffix(rest.join('/')) : [];
  };
}

function suffixes(paths: ReadonlySet<string>): (suffix: string) => string[] {
  let index: Map<string, string[]> | undefined;
  return suffix => {
    if (!index) {
      index = new Map();
      for (const path of paths) {
        const bare = path.slice(0, path.lastIndexOf('.'));
        const key = lastPart(
          bare.endsWith('/index') ? bare.slice(0, -6) : bare,
        );
        const known = index.get(key);
        if (known) known.push(path);
        else index.set(key, [path]);
      }
    }
    const wanted = suffix.replace(/\.[cm]?[jt]sx?$/, '');
    return (index.get(lastPart(wanted)) ?? []).filter(path => {
      const bare = path.slice(0, path.lastIndexOf('.'));
      return bare.endsWith(`/${wanted}`) || bare.endsWith(`/${wanted}/index`);
    });
  };
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function join(folder: string, name: string): string {
  return folder ? `${folder}/${name}` : name;
}

/** The path without `.` and `..`; what leaves the root leads nowhere. */
export function normalize(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.length === 0) return '\0';
      parts.pop();
    } else if (part && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** `a.b.c` from the folder of the service, its `src`, the root, or any folder above the importing file. */
export function pythonResolver(
  paths: ReadonlySet<string>,
  scopePath: string,
): Resolve {
  const find = (base: string): string[] => {
    const found: string[] = [];
    if (paths.has(`${base}.py`)) found.push(`${base}.py`);
    const parts = base.split('/');
    for (let length = parts.length; length > 0; length -= 1) {
      const init = `${parts.slice(0, length).join('/')}/__init__.py`;
      if (paths.has(init)) found.push(init);
      else if (length < parts.length) break;
    }
    return found;
  };
  return (specifier, from) => {
    if (specifier.startsWith('.')) {
      let folder = folderOf(from);
      let rest = specifier.slice(1);
      while (rest.startsWith('.')) {
        folder = folderOf(folder);
        rest = rest.slice(1);
      }
      return find(join(folder, rest.split('.').join('/')));
    }
    const relative = specifier.split('.').join('/');
    const roots = new Set([scopePath, join(scopePath, 'src'), '', 'src']);
    for (let folder = folderOf(from); folder; folder = folderOf(folder))
      roots.add(folder);
    for (const root of roots) {
      const found = find(join(root, relative));
      if (found.length > 0) return found;
    }
    return [];
  };
}

/** All files of the package that the import path names, by the module files. */
export function goResolver(
  paths: ReadonlySet<string>,
  manifests: readonly Manifest[],
): Resolve {
  const byFolder = new Map<string, string[]>();
  for (const path of paths) {
    const folder = folderOf(path);
    const known = byFolder.get(folder);
    if (known) known.push(path);
    else byFolder.set(folder, [path]);
  }
  const modules = manifests.flatMap(({ module, path, ecosystem }) =>
    module && ecosystem === 'go' ? [{ module, folder: folderOf(path) }] : [],
  );
  return specifier => {
    for (const { module, folder } of modules) {
      if (specifier === module) return byFolder.get(folder) ?? [];
      if (specifier.startsWith(`${module}/`)) {
        const inner = specifier.slice(module.length + 1);
        return byFolder.get(join(folder, inner)) ?? [];
      }
    }
    return [];
  };
}
