import { parse } from 'smol-toml';
import { SourceFile } from '../../repository/SourceFile';
import { DeclaredDependency, Manifest } from './Manifest';

type Table = Record<string, unknown>;

function tableAt(value: unknown, ...path: string[]): Table {
  let current = value;
  for (const key of path) current = (current as Table | undefined)?.[key];
  return typeof current === 'object' && current !== null
    ? (current as Table)
    : {};
}

/** Python's names are the same in any case and with any separator. */
export function pythonName(text: string): string {
  let end = 0;
  while (end < text.length && /[A-Za-z0-9._-]/.test(text[end])) end += 1;
  return text
    .slice(0, end)
    .toLowerCase()
    .split('_')
    .join('-')
    .split('.')
    .join('-');
}

function lineOf(file: SourceFile, needle: string): number {
  const at = file.lines.findIndex(text => text.includes(needle));
  return at < 0 ? 1 : at + 1;
}

function requirement(
  file: SourceFile,
  value: unknown,
  development: boolean,
): DeclaredDependency[] {
  if (typeof value !== 'string') return [];
  const name = pythonName(value.trim());
  return name
    ? [{ name, line: lineOf(file, value), version: value, development }]
    : [];
}

function lists(value: unknown): unknown[] {
  return Object.values(tableAt(value)).flatMap(list =>
    Array.isArray(list) ? list : [],
  );
}

function poetry(
  file: SourceFile,
  table: Table,
  development: boolean,
): DeclaredDependency[] {
  return Object.entries(table)
    .filter(([name]) => name !== 'python')
    .map(([name, version]) => ({
      name: pythonName(name),
      version: typeof version === 'string' ? version : undefined,
      line: lineOf(file, name),
      development,
    }));
}

/** Python's manifest, in the standard form and in Poetry's. */
export function readPyproject(file: SourceFile): Manifest {
  const document = parse(file.text);
  const project = tableAt(document, 'project');
  const tool = tableAt(document, 'tool', 'poetry');
  const groups = Object.values(tableAt(tool, 'group')).flatMap(group =>
    poetry(file, tableAt(group, 'dependencies'), true),
  );
  const direct = Array.isArray(project.dependencies)
    ? project.dependencies
    : [];
  const dependencies = [
    ...direct.flatMap(value => requirement(file, value, false)),
    ...lists(project['optional-dependencies']).flatMap(value =>
      requirement(file, value, false),
    ),
    ...poetry(file, tableAt(tool, 'dependencies'), false),
    ...groups,
    ...poetry(file, tableAt(tool, 'dev-dependencies'), true),
    ...lists(document['dependency-groups']).flatMap(value =>
      requirement(file, value, true),
    ),
    ...lists(tableAt(document, 'tool', 'pdm')['dev-dependencies']).flatMap(
      value => requirement(file, value, true),
    ),
  ];
  const scripts = {
    ...tableAt(project, 'scripts'),
    ...tableAt(tool, 'scripts'),
  };
  const hasPytest = 'pytest' in tableAt(document, 'tool');
  return {
    path: file.path,
    ecosystem: 'python',
    dependencies,
    pinned: false,
    scripts: hasPytest
      ? [
          {
            name: 'test',
            command: 'pytest',
            line: lineOf(file, '[tool.pytest'),
          },
        ]
      : [],
    entries: Object.values(scripts).filter(
      (value): value is string => typeof value === 'string',
    ),
  };
}

/** Pipenv's manifest. */
export function readPipfile(file: SourceFile): Manifest {
  const document = parse(file.text);
  return {
    path: file.path,
    ecosystem: 'python',
    dependencies: [
      ...poetry(file, tableAt(document, 'packages'), false),
      ...poetry(file, tableAt(document, 'dev-packages'), true),
    ],
    pinned: false,
    scripts: Object.entries(tableAt(document, 'scripts')).map(
      ([name, command]) => ({
        name,
        command: String(command),
        line: lineOf(file, name),
      }),
    ),
    entries: [],
  };
}

/** Rust's manifest. The dependencies of a workspace are versions for those members that name them. */
export function readCargo(file: SourceFile): Manifest {
  const document = parse(file.text);
  const read = (table: Table, development: boolean) =>
    Object.entries(table).map(([name, version]) => ({
      name,
      version: typeof version === 'string' ? version : undefined,
      line: lineOf(file, name),
      development,
    }));
  return {
    path: file.path,
    ecosystem: 'rust',
    dependencies: [
      ...read(tableAt(document, 'dependencies'), false),
      ...read(tableAt(document, 'dev-dependencies'), true),
    ],
    pinned: false,
    scripts: [],
    entries: [],
  };
}
