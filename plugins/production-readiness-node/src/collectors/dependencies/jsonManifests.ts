import { SourceFile } from '../../repository/SourceFile';
import { DeclaredDependency, Manifest } from './Manifest';

type Json = Record<string, unknown>;

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parse(file: SourceFile): Json | undefined {
  const view = file.json();
  return 'value' in view && isRecord(view.value) ? view.value : undefined;
}

/** The line of `"key":`, after the line of the section that it belongs to. */
function lineOfKey(file: SourceFile, key: string, from = 0): number {
  const needle = `"${key}"`;
  for (let at = from; at < file.lines.length; at += 1) {
    if (file.lines[at].includes(needle)) return at + 1;
  }
  return from + 1;
}

function section(
  file: SourceFile,
  json: Json,
  name: string,
  development: boolean,
): DeclaredDependency[] {
  const entries = json[name];
  if (!isRecord(entries)) return [];
  let line = lineOfKey(file, name);
  return Object.entries(entries).map(([key, version]) => {
    line = lineOfKey(file, key, line - 1);
    return {
      name: key,
      version: typeof version === 'string' ? version : undefined,
      line,
      development,
    };
  });
}

/** npm's manifest. */
export function readPackageJson(file: SourceFile): Manifest | undefined {
  const json = parse(file);
  if (!json) return undefined;
  const scripts = isRecord(json.scripts) ? json.scripts : {};
  const start = lineOfKey(file, 'scripts');
  const entries = [json.main, json.module, json.source]
    .concat(
      isRecord(json.bin) ? Object.values(json.bin) : [json.bin],
      isRecord(json.exports) ? Object.values(json.exports) : [json.exports],
    )
    .flatMap(entry => (isRecord(entry) ? Object.values(entry) : [entry]))
    .filter((entry): entry is string => typeof entry === 'string');
  return {
    path: file.path,
    ecosystem: 'node',
    dependencies: [
      ...section(file, json, 'dependencies', false),
      ...section(file, json, 'optionalDependencies', false),
      ...section(file, json, 'peerDependencies', false),
      ...section(file, json, 'devDependencies', true),
    ],
    pinned: false,
    module: typeof json.name === 'string' ? json.name : undefined,
    scripts: Object.entries(scripts).flatMap(([name, command]) =>
      typeof command === 'string'
        ? [{ name, command, line: lineOfKey(file, name, start - 1) }]
        : [],
    ),
    entries,
  };
}

/** PHP's manifest. */
export function readComposer(file: SourceFile): Manifest | undefined {
  const json = parse(file);
  if (!json) return undefined;
  const dependencies = [
    ...section(file, json, 'require', false),
    ...section(file, json, 'require-dev', true),
  ].filter(({ name }) => name.includes('/'));
  const scripts = isRecord(json.scripts) ? json.scripts : {};
  return {
    path: file.path,
    ecosystem: 'php',
    dependencies,
    pinned: false,
    scripts: Object.entries(scripts).map(([name, command]) => ({
      name,
      command: Array.isArray(command) ? command.join(' ') : String(command),
      line: lineOfKey(file, name),
    })),
    entries: [],
  };
}
