import { folderOf, isWithin, Manifest } from '../../dependencies/Manifest';
import { FileSummary } from '../FileSummary';
import {
  goResolver,
  javascriptResolver,
  pythonResolver,
  Resolve,
} from './resolveImports';

/** Packages that find the files of a program by their folders, so that imports tell nothing. */
const findsFiles = [
  'next',
  'nuxt',
  '@sveltejs/kit',
  '@remix-run/node',
  '@react-router/node',
  '@fastify/autoload',
  'fastify-autoload',
  '@adonisjs/core',
  'sails',
  '@strapi/strapi',
  'moleculer',
  'serverless',
  'firebase-functions',
  '@azure/functions',
  'egg',
  'midway',
  '@midwayjs/core',
  'require-all',
  'require-dir',
  'express-file-routing',
  'awilix',
  'routing-controllers',
  'meteor-node-stubs',
  'django',
  'odoo',
];

const startScripts = [
  'start',
  'serve',
  'dev',
  'prod',
  'worker',
  'server',
  'docker',
  'run',
];

const startNames = new Set([
  'index',
  'main',
  'server',
  'app',
  'www',
  'start',
  'bootstrap',
  'worker',
  'lambda',
  'handler',
  'cluster',
  'wsgi',
  'asgi',
  'manage',
  '__main__',
  'run',
  'gunicorn.conf',
  'gunicorn_conf',
  'gunicorn_config',
]);

/** Which files of an ecosystem run, and which file an import leads to. */
export interface Graph {
  /** Imports could be followed from where the program starts; otherwise every file counts as reached. */
  known: boolean;
  reaches(path: string): boolean;
  /** The files that a file imports. */
  importedBy(path: string): readonly string[];
}

/** What else tells where a program starts: commands of a Dockerfile, a Procfile, a process manager. */
export interface StartCommands {
  folder: string;
  command: string;
}

/** Follows the imports from where the program starts. */
export function graphOf(
  files: readonly FileSummary[],
  manifests: readonly Manifest[],
  commands: readonly StartCommands[],
  scopePath: string,
): Graph {
  const ecosystem = files[0]?.ecosystem;
  const paths = new Set(files.map(({ path }) => path));
  const resolve = resolverOf(ecosystem, paths, manifests, scopePath);
  const edges = new Map<string, string[]>();
  let internal = 0;
  let missing = 0;
  for (const { path, imports } of files) {
    const targets = new Set<string>();
    for (const specifier of imports) {
      const found = resolve(specifier, path);
      found.forEach(target => targets.add(target));
      if (specifier.startsWith('.') && ecosystem === 'node') {
        internal += 1;
        if (found.length === 0) missing += 1;
      }
    }
    edges.set(path, [...targets]);
  }
  const dynamic = manifests.some(({ dependencies }) =>
    dependencies.some(({ name }) => findsFiles.includes(name)),
  );
  // What the service is built with does not start it.
  const entries = entriesOf(
    files.filter(({ isShared }) => !isShared),
    manifests.filter(({ path }) => isOwn(folderOf(path), scopePath)),
    commands,
    resolve,
    scopePath,
  );
  const known = !dynamic && entries.length > 0 && missing * 4 <= internal;
  const reached = follow(entries, edges);
  return {
    known,
    reaches: path => !known || reached.has(path),
    importedBy: path => edges.get(path) ?? [],
  };
}

function isOwn(folder: string, scopePath: string): boolean {
  return isWithin(folder, scopePath) || isWithin(scopePath, folder);
}

function resolverOf(
  ecosystem: string | undefined,
  paths: ReadonlySet<string>,
  manifests: readonly Manifest[],
  scopePath: string,
): Resolve {
  switch (ecosystem) {
    case 'node':
      return javascriptResolver(paths, manifests, scopePath);
    case 'python':
      return pythonResolver(paths, scopePath);
    default:
      return goResolver(paths, manifests);
  }
}

function follow(
  entries: readonly string[],
  edges: ReadonlyMap<string, readonly string[]>,
): ReadonlySet<string> {
  const reached = new Set(entries);
  const queue = [...entries];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    for (const target of edges.get(path) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      queue.push(target);
    }
  }
  return reached;
}

function entriesOf(
  files: readonly FileSummary[],
  manifests: readonly Manifest[],
  commands: readonly StartCommands[],
  resolve: Resolve,
  scopePath: string,
): string[] {
  const entries = new Set<string>();
  for (const { path, entry } of files) {
    if (entry) entries.add(path);
  }
  const add = (text: string, folder: string) => {
    for (const specifier of startedBy(text))
      for (const found of resolve(specifier, `${folder ? `${folder}/` : ''}x`))
        entries.add(found);
  };
  for (const { path, scripts, entries: named } of manifests) {
    const folder = folderOf(path);
    named.forEach(name => add(name, folder));
    for (const { name, command } of scripts) {
      if (startScripts.some(start => name.startsWith(start)))
        add(command, folder);
    }
  }
  commands.forEach(({ command, folder }) => add(command, folder));
  const folders = [scopePath, ...manifests.map(({ path }) => folderOf(path))];
  const roots = new Set(
    folders.flatMap(folder => [
      folder,
      folder ? `${folder}/src` : 'src',
      folder ? `${folder}/bin` : 'bin',
    ]),
  );
  for (const { path, ecosystem } of files) {
    if (ecosystem === 'go') continue;
    if (!roots.has(folderOf(path)) || !isWithin(path, scopePath)) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (startNames.has(name.slice(0, name.lastIndexOf('.')))) entries.add(path);
  }
  return [...entries];
}

/** Words of a command that may name a file or a module: `dist/main.js`, `app.main:app`. */
function startedBy(command: string): string[] {
  const found: string[] = [];
  for (const part of command.slice(0, 4_000).split(/[\s"',[\]=;&|()]+/)) {
    if (!part || part.startsWith('-') || part.length > 200) continue;
    if (/\.[cm]?[jt]sx?$/.test(part) || part.includes('/')) {
      const plain = part.startsWith('/')
        ? part.split('/').slice(2).join('/')
        : part;
      found.push(...sourcesOf(plain.startsWith('.') ? plain : `./${plain}`));
    }
    if (part.endsWith('.py')) {
      const module = part.slice(0, -3).split('/').filter(Boolean).join('.');
      found.push(module, module.slice(module.indexOf('.') + 1));
    } else if (/^[\w.]+(:\w+)?$/.test(part)) {
      found.push(part.split(':')[0]);
    }
  }
  return found;
}

/** The source that a built file may come from. */
function sourcesOf(path: string): string[] {
  const [dot, first, ...rest] = path.split('/');
  const built = ['dist', 'build', 'lib', 'out', '.build'].includes(first);
  if (!built || rest.length === 0) return [path];
  const tail = rest[0] === 'src' ? rest.slice(1) : rest;
  return [path, [dot, 'src', ...tail].join('/'), [dot, ...tail].join('/')];
}
