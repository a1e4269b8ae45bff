import { parse } from 'smol-toml';
import { baseOf, folderOf } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { isMapping } from '../../repository/yaml/Located';

/** The tools that run tasks by name, with the command lines that their tasks come to. */
export type TaskRunner =
  | 'npm'
  | 'make'
  | 'just'
  | 'task'
  | 'mise'
  | 'deno'
  | 'composer'
  | 'rake'
  | 'poe'
  | 'hatch'
  | 'pdm'
  | 'pipenv';

/** The tasks of one runner in one folder: commands by name, and those that it depends on as calls of the runner. */
export interface TaskFile {
  runner: TaskRunner;
  folder: string;
  tasks: Map<string, string>;
}

type Reader = (file: SourceFile) => TaskFile[];

const byBase: Record<string, Reader> = {
  'package.json': file => one('npm', file, fromJson(file, 'scripts')),
  'composer.json': file => one('composer', file, fromJson(file, 'scripts')),
  'deno.json': file => one('deno', file, fromJson(file, 'tasks')),
  'deno.jsonc': file => one('deno', file, fromJson(file, 'tasks')),
  Makefile: readMakefile,
  makefile: readMakefile,
  GNUmakefile: readMakefile,
  justfile: readJustfile,
  Justfile: readJustfile,
  '.justfile': readJustfile,
  'Taskfile.yml': readTaskfile,
  'Taskfile.yaml': readTaskfile,
  'mise.toml': readMise,
  '.mise.toml': readMise,
  'pyproject.toml': readPyproject,
  Pipfile: file => one('pipenv', file, fromTable(tomlOf(file).scripts)),
  Rakefile: readRakefile,
};

const miseTask =
  /^(?:(.*)\/)?(?:\.?mise-tasks|\.?mise\/tasks|\.config\/mise\/tasks)\/(.+)$/;

/** Whether a file holds tasks that commands can name. */
export function isTaskFile(path: string): boolean {
  return (
    Object.hasOwn(byBase, baseOf(path)) ||
    path.endsWith('.mk') ||
    miseTask.test(path)
  );
}

/** The tasks that a file holds. */
export function readTaskFile(file: SourceFile): TaskFile[] {
  const task = miseTask.exec(file.path);
  if (task) {
    const [, folder = '', inside] = task;
    const name = inside
      .replace(/\.\w+$/, '')
      .replace(/\/_default$/, '')
      .split('/')
      .join(':');
    return [{ runner: 'mise', folder, tasks: new Map([[name, file.text]]) }];
  }
  if (file.path.endsWith('.mk')) return readMakefile(file);
  return byBase[baseOf(file.path)](file);
}

function one(
  runner: TaskRunner,
  { path }: SourceFile,
  tasks: Map<string, string>,
): TaskFile[] {
  return [{ runner, folder: folderOf(path), tasks }];
}

/** A task as it is written: a command, a list of them, or an object with one under a usual name. */
function commandsIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(commandsIn).join('\n');
  if (!isMapping(value)) return '';
  return ['cmd', 'run', 'shell', 'command', 'sequence', 'task', 'composite']
    .flatMap(key => (value[key] === undefined ? [] : commandsIn(value[key])))
    .join('\n');
}

function fromTable(value: unknown): Map<string, string> {
  return new Map(
    Object.entries(isMapping(value) ? value : {}).map(([name, task]) => [
      name,
      commandsIn(task),
    ]),
  );
}

function fromJson(file: SourceFile, key: string): Map<string, string> {
  const json = file.json();
  const value = 'problem' in json ? undefined : json.value;
  return fromTable(isMapping(value) ? value[key] : undefined);
}

function tomlOf(file: SourceFile): Record<string, unknown> {
  return file.view('toml', () => {
    try {
      return parse(file.text);
    } catch {
      return {};
    }
  });
}

/** The table at a path of another. */
function tableAt(table: unknown, ...keys: string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (isMapping(value) ? value[key] : undefined),
    table,
  );
}

function readPyproject(file: SourceFile): TaskFile[] {
  const tool = tomlOf(file).tool;
  const environments = tableAt(tool, 'hatch', 'envs');
  const hatch = Object.values(
    isMapping(environments) ? environments : {},
  ).flatMap(environment => [...fromTable(tableAt(environment, 'scripts'))]);
  return [
    ...one('hatch', file, new Map(hatch)),
    ...one('poe', file, fromTable(tableAt(tool, 'poe', 'tasks'))),
    ...one('pdm', file, fromTable(tableAt(tool, 'pdm', 'scripts'))),
  ];
}

/** Tasks of mise; what a task depends on is called by it. */
function readMise(file: SourceFile): TaskFile[] {
  const table = tomlOf(file).tasks;
  const tasks = fromTable(table);
  for (const [name, task] of Object.entries(isMapping(table) ? table : {})) {
    const before = [tableAt(task, 'depends')]
      .flat()
      .flatMap(other => (typeof other === 'string' ? `mise run ${other}` : []));
    tasks.set(name, [...before, tasks.get(name)].join('\n'));
  }
  return one('mise', file, tasks);
}

function readTaskfile(file: SourceFile): TaskFile[] {
  const yaml = file.yaml();
  const root = 'problem' in yaml ? undefined : yaml.documents[0]?.value;
  const table = isMapping(root) ? root.tasks : undefined;
  const tasks = new Map<string, string>();
  for (const [name, task] of Object.entries(isMapping(table) ? table : {})) {
    const listed = isMapping(task)
      ? [task.deps, task.cmds, task.cmd].flat()
      : [task].flat();
    const calls = isMapping(task) && Array.isArray(task.deps) ? task.deps : [];
    const lines = listed.flatMap(item => {
      const called = isMapping(item) ? item.task : undefined;
      if (typeof called === 'string') return `task ${called}`;
      if (typeof item === 'string' && calls.includes(item)) {
        return `task ${item}`;
      }
      return commandsIn(item);
    });
    tasks.set(name, lines.join('\n'));
  }
  return one('task', file, tasks);
}

/** Recipes by target; a prerequisite counts as called, and the first target is what runs when none is named. */
function readMakefile(file: SourceFile): TaskFile[] {
  const tasks = new Map<string, string>();
  let current: string[] = [];
  for (const line of file.lines) {
    const match = /^([\w./%-]+(?: [\w./%-]+)*)\s*::?(?!=)([^=]*)$/.exec(line);
    if (match) {
      current = match[1].split(' ');
      const before = match[2].split('#')[0].split(/\s+/).filter(Boolean);
      current.forEach(name => add(tasks, name, before.map(callOf('make'))));
    } else if (line.startsWith('\t')) {
      const command = line.trim().replace(/^[@-]+/, '');
      current.forEach(name => add(tasks, name, [command]));
    } else if (line.trim() !== '' && !line.startsWith('#')) current = [];
  }
  const first = [...tasks.keys()].find(name => !name.startsWith('.'));
  if (first !== undefined && !tasks.has('')) {
    tasks.set('', tasks.get(first)!);
  }
  return one('make', file, tasks);
}

/** Recipes of just: parameters and what comes before stand in the head, and the body is indented. */
function readJustfile(file: SourceFile): TaskFile[] {
  const tasks = new Map<string, string>();
  let current: string | undefined;
  for (const line of file.lines) {
    const name = /^@?([A-Za-z_][\w-]*)/.exec(line)?.[1];
    const colon = line.indexOf(':');
    if (name !== undefined && colon > 0 && line[colon + 1] !== '=') {
      current = name;
      const before = line.slice(colon + 1).split('#')[0];
      const names = before.split(/[\s&()]+/).filter(Boolean);
      add(tasks, current, names.map(callOf('just')));
    } else if (current !== undefined && /^[ \t]/.test(line)) {
      add(tasks, current, [line.trim().replace(/^[@-]+/, '')]);
    } else if (line.trim() !== '' && !line.startsWith('#')) current = undefined;
  }
  const first = [...tasks.keys()][0];
  const standard = tasks.get('default') ?? tasks.get(first);
  if (standard !== undefined) tasks.set('', standard);
  return one('just', file, tasks);
}

/** What the default task of Rake, or an alias, runs. */
function readRakefile(file: SourceFile): TaskFile[] {
  const tasks = new Map<string, string>();
  for (const line of file.lines) {
    const match =
      /^\s*task\s*\(?:?["']?([\w:-]+)["']?(?::|\s*=>)\s*([^#]*)/.exec(line);
    if (!match) continue;
    const [, name, before] = match;
    add(tasks, name, (before.match(/\w[\w:]*/g) ?? []).map(callOf('rake')));
  }
  const standard = tasks.get('default');
  if (standard !== undefined) tasks.set('', standard);
  return one('rake', file, tasks);
}

function callOf(runner: TaskRunner): (name: string) => string {
  return name => `${runner} ${name}`;
}

function add(
  tasks: Map<string, string>,
  name: string,
  commands: string[],
): void {
  const known = tasks.get(name);
  const lines = known === undefined ? commands : [known, ...commands];
  tasks.set(name, lines.join('\n'));
}
