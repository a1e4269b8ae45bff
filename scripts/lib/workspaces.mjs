import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './layout.mjs';

/** The repository's packages: their folders and manifests. */
export function readWorkspaces() {
  const { workspaces } = readManifest(root);
  return workspaces
    .flatMap(pattern => foldersOf(pattern))
    .filter(folder => existsSync(join(folder, 'package.json')))
    .map(folder => ({ folder, manifest: readManifest(folder) }));
}

/** The package of this name and the packages of this repository that it depends on, directly or not. */
export function withLocalDependencies(name) {
  const all = new Map(readWorkspaces().map(w => [w.manifest.name, w]));
  const found = new Set();
  const visit = current => {
    if (found.has(current) || !all.has(current)) return;
    found.add(current);
    Object.keys(all.get(current).manifest.dependencies ?? {}).forEach(visit);
  };
  visit(name);
  return [...found].map(current => all.get(current));
}

function foldersOf(pattern) {
  if (!pattern.endsWith('/*')) return [join(root, pattern)];
  const parent = join(root, pattern.slice(0, -2));
  if (!existsSync(parent)) return [];
  return readdirSync(parent).map(name => join(parent, name));
}

function readManifest(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
}
