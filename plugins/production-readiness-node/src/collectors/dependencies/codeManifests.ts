import { SourceFile } from '../../repository/SourceFile';
import { lex } from '../../syntax/lex';
import { SyntaxId, syntaxNamed } from '../../syntax/Syntax';
import { Tokens } from '../../syntax/Tokens';
import { DeclaredDependency, Manifest } from './Manifest';
import { pythonName } from './tomlManifests';

function tokensOf(file: SourceFile, syntax: SyntaxId): Tokens {
  return lex(file.text, syntaxNamed(syntax), new Tokens());
}

function manifest(
  file: SourceFile,
  ecosystem: string,
  dependencies: DeclaredDependency[],
): Manifest {
  return {
    path: file.path,
    ecosystem,
    dependencies,
    pinned: false,
    scripts: [],
    entries: [],
  };
}

/**
 * Gradle, in Groovy or Kotlin: coordinates wherever they stand, plugins as `plugin:<id>`, and names of a version catalog
 * as they are written. What only says which version is taken where something is asked for, or is left out, declares
 * nothing.
 */
export function readGradle(file: SourceFile): Manifest {
  const tokens = tokensOf(file, 'kotlin');
  const found: DeclaredDependency[] = [];
  const add = (at: number, name: string, version?: string) => {
    const by = configurationOf(tokens, at);
    found.push({
      name,
      version,
      line: tokens.line[at],
      development: by.toLowerCase().includes('test'),
    });
  };
  for (let at = 0; at < tokens.count; at += 1) {
    if (isVersionsOnly(tokens, at)) {
      at = tokens.closeOf(at + 1);
      continue;
    }
    if (tokens.isMark(at, '.') && !tokens.isMark(at - 2, '.')) {
      const name = catalogName(tokens, at - 1);
      if (name) add(at - 1, name);
    }
    if (tokens.isWord(at, 'name') && tokens.isText(at + 2)) {
      const group = tokens.isMark(at - 1, ',') ? tokens.textOf(at - 2) : '';
      if (group) add(at, `${group}:${tokens.textOf(at + 2)}`);
    }
    if (!tokens.isText(at)) continue;
    const value = tokens.textOf(at);
    const before = tokens.isMark(at - 1, '(') ? at - 2 : at - 1;
    if (tokens.isWord(before, 'id')) {
      add(at, `plugin:${value}`);
    } else if (tokens.isWord(before, 'kotlin')) {
      add(at, `plugin:org.jetbrains.kotlin.${value}`);
    } else {
      const parts = value.split(':');
      const isCoordinate =
        parts.length >= 2 &&
        parts.length <= 4 &&
        parts[0].includes('.') &&
        !value.includes('/') &&
        !value.includes(' ');
      if (isCoordinate) add(at, `${parts[0]}:${parts[1]}`, parts[2]);
    }
  }
  return manifest(file, 'java', found);
}

const versionsOnly = new Set([
  'constraints',
  'dependencyManagement',
  'resolutionStrategy',
  'pluginManagement',
]);

function isVersionsOnly(tokens: Tokens, at: number): boolean {
  return tokens.isMark(at + 1, '{') && versionsOnly.has(tokens.textOf(at));
}

/** `libs.jackson.core` from its first word on; catalogs are called `libs`, or something that ends so. */
function catalogName(tokens: Tokens, from: number): string | undefined {
  const first = tokens.textOf(from);
  if (!/^(?:\w{0,40}Libs|libs)$/.test(first)) return undefined;
  const parts = [first];
  for (let at = from + 1; tokens.isMark(at, '.') && parts.length < 12; at += 2)
    parts.push(tokens.textOf(at + 1));
  if (parts[1] === 'versions') return undefined;
  return parts.filter(part => part !== 'get').join('.');
}

/** `testImplementation` of `testImplementation("a:b:1")`: the first word of its line. */
function configurationOf(tokens: Tokens, at: number): string {
  let first = at;
  while (first > 0 && tokens.indent[first] < 0) first -= 1;
  return tokens.textOf(first);
}

/** Bundler's manifest, or a gem's. */
export function readGemfile(file: SourceFile): Manifest {
  const tokens = tokensOf(file, 'ruby');
  const found: DeclaredDependency[] = [];
  let group = '';
  for (let at = 0; at + 1 < tokens.count; at += 1) {
    if (tokens.isWord(at, 'group')) group = groupNames(tokens, at);
    if (tokens.isWord(at, 'end')) group = '';
    const names = tokens.isWord(at, 'gem')
      ? true
      : tokens.isWord(at, 'add_dependency') ||
        tokens.isWord(at, 'add_runtime_dependency');
    const value = tokens.isMark(at + 1, '(') ? at + 2 : at + 1;
    if (!names || !tokens.isText(value)) continue;
    found.push({
      name: tokens.textOf(value),
      version: tokens.isText(value + 2) ? tokens.textOf(value + 2) : undefined,
      line: tokens.line[at],
      development: group !== '' && !group.includes('production'),
    });
  }
  return manifest(file, 'ruby', found);
}

function groupNames(tokens: Tokens, at: number): string {
  let names = '';
  for (let next = at + 1; next < at + 12; next += 1) {
    if (tokens.isWord(next, 'do')) return names;
    names += ` ${tokens.textOf(next)}`;
  }
  return '';
}

/** The requirements that a `setup.py` lists. */
export function readSetup(file: SourceFile): Manifest {
  const tokens = tokensOf(file, 'python');
  const found: DeclaredDependency[] = [];
  for (let at = 0; at < tokens.count; at += 1) {
    if (!tokens.isWord(at, 'install_requires')) continue;
    if (!tokens.isMark(at + 1, '=') || !tokens.isMark(at + 2, '[')) continue;
    const end = tokens.closeOf(at + 2);
    for (let next = at + 3; next < end; next += 1) {
      if (!tokens.isText(next)) continue;
      const value = tokens.textOf(next);
      const name = pythonName(value);
      if (name) {
        found.push({
          name,
          version: value,
          line: tokens.line[next],
          development: false,
        });
      }
    }
  }
  return manifest(file, 'python', found);
}
