import { parse } from 'smol-toml';
import { SourceFile } from '../../repository/SourceFile';
import { DeclaredDependency, folderOf, Manifest, nameOf } from './Manifest';

const ending = '.versions.toml';

/** Whether the path is that of a version catalog. */
export function isCatalog(path: string): boolean {
  return nameOf(path).endsWith(ending);
}

/** The folder whose builds a manifest serves: its own; of a catalog the one above `gradle/`, where it stands by custom. */
export function servedFolder(path: string): string {
  const folder = folderOf(path);
  return isCatalog(path) && nameOf(folder) === 'gradle'
    ? folderOf(folder)
    : folder;
}

/**
 * Gradle's version catalog. It declares nothing: it gives names to what builds may ask for, such as `libs.jackson.core`
 * for `jackson-core` of libs.versions.toml.
 */
export function readCatalog(file: SourceFile): Manifest {
  const document = parse(file.text);
  const prefix = nameOf(file.path).slice(0, -ending.length);
  const aliases = new Map<string, DeclaredDependency[]>();
  const lineOf = (alias: string) =>
    Math.max(
      0,
      file.lines.findIndex(text => text.trimStart().startsWith(alias)),
    ) + 1;
  for (const [alias, value] of entriesOf(document.libraries)) {
    const name = coordinatesOf(value);
    if (!name) continue;
    const line = lineOf(alias);
    aliases.set(accessorOf(prefix, alias), [
      { name, line, development: false },
    ]);
  }
  for (const [alias, members] of entriesOf(document.bundles)) {
    if (!Array.isArray(members)) continue;
    aliases.set(
      accessorOf(`${prefix}.bundles`, alias),
      members.flatMap(
        member => aliases.get(accessorOf(prefix, String(member))) ?? [],
      ),
    );
  }
  for (const [alias, value] of entriesOf(document.plugins)) {
    const id =
      typeof value === 'string' ? value.split(':')[0] : tableOf(value).id;
    if (typeof id !== 'string') continue;
    aliases.set(accessorOf(`${prefix}.plugins`, alias), [
      { name: `plugin:${id}`, line: lineOf(alias), development: false },
    ]);
  }
  return {
    path: file.path,
    ecosystem: 'java',
    dependencies: [],
    pinned: false,
    aliases,
    scripts: [],
    entries: [],
  };
}

/** Puts what a catalog's names stand for in the place of the names; a name that none has stays. */
export function withCatalogs(manifests: readonly Manifest[]): Manifest[] {
  const aliases = new Map(
    manifests.flatMap(({ aliases: own }) => [...(own ?? [])]),
  );
  if (aliases.size === 0) return [...manifests];
  return manifests.map(manifest =>
    manifest.ecosystem === 'java'
      ? {
          ...manifest,
          dependencies: manifest.dependencies.flatMap(dependency => {
            const { line, development, name } = dependency;
            const meant = aliases.get(name);
            return meant
              ? meant.map(one => ({ ...one, line, development }))
              : [dependency];
          }),
        }
      : manifest,
  );
}

function tableOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)
    : {};
}

function entriesOf(value: unknown): Array<[string, unknown]> {
  return Object.entries(tableOf(value));
}

function accessorOf(prefix: string, alias: string): string {
  return `${prefix}.${alias.replace(/[-_]/g, '.')}`;
}

/** `group:artifact` of `"group:artifact:1.0"`, `{ module = … }` or `{ group = …, name = … }`. */
function coordinatesOf(value: unknown): string | undefined {
  const { module, group, name } = tableOf(value);
  const text = typeof value === 'string' ? value : module;
  if (typeof text === 'string') return text.split(':').slice(0, 2).join(':');
  return typeof group === 'string' && typeof name === 'string'
    ? `${group}:${name}`
    : undefined;
}
