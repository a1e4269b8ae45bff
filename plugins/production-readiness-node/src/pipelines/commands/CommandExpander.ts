import { resolvePath } from '../../repository/paths';
import { SourceFile } from '../../repository/SourceFile';
import { commandLines } from './purposes';
import { tasksCalled } from './taskCalls';
import { isTaskFile, readTaskFile, TaskRunner } from './taskFiles';

const longestScript = 20_000;
const mostExpansions = 40;
/** Characters that all expansions of a repository may come to. */
const mostCharacters = 2_000_000;

/** A command with all that it runs. */
export interface ExpandedCommand {
  /** The texts of all of it. */
  text: string;
  /** The scripts that it runs and that are not there to be read, as written. */
  unopened: string[];
}

/** Finds out what commands such as `npm run ci`, `make check` and `./scripts/test.sh` run in turn. */
export class CommandExpander {
  private readonly tasks = new Map<TaskRunner, Map<string, Tasks>>();
  private readonly shell = new Map<string, string>();
  private readonly expanded = new Map<string, ExpandedCommand>();
  private characters = 0;

  static wants(path: string): boolean {
    return isTaskFile(path) || isScript(path);
  }

  visit(file: SourceFile): void {
    if (isTaskFile(file.path)) {
      for (const { runner, folder, tasks } of readTaskFile(file)) {
        const folders = this.tasks.get(runner) ?? new Map<string, Tasks>();
        this.tasks.set(runner, folders);
        const known = folders.get(folder);
        folders.set(folder, new Map([...tasks, ...(known ?? [])]));
      }
    } else if (file.text.length <= longestScript && isShell(file)) {
      this.shell.set(file.path, file.text);
    }
  }

  /** The script with all that it runs. */
  expand(script: string, folder: string): ExpandedCommand {
    const key = `${folder}\n${script}`;
    const known = this.expanded.get(key);
    if (known !== undefined) return known;
    const result = this.expandOnce(script, folder);
    this.expanded.set(key, result);
    return result;
  }

  private expandOnce(script: string, folder: string): ExpandedCommand {
    const seen = new Set<string>();
    const texts: string[] = [];
    const unopened: string[] = [];
    const open: Array<[text: string, at: string]> = [[script, folder]];
    while (open.length > 0 && texts.length < mostExpansions) {
      const [text, at] = open.shift()!;
      texts.push(text);
      this.characters += text.length;
      if (this.characters > mostCharacters) break;
      const called = this.called(text, at);
      unopened.push(...called.unopened);
      for (const [key, next, where] of called.found) {
        if (seen.has(key)) continue;
        seen.add(key);
        open.push([next, where]);
      }
    }
    return { text: texts.join('\n'), unopened };
  }

  private called(script: string, folder: string) {
    const found: Array<[key: string, text: string, folder: string]> = [];
    const unopened: string[] = [];
    for (const line of commandLines(script)) {
      for (const { runner, name } of tasksCalled(line)) {
        const at = this.folderOf(runner, name, folder);
        if (at === undefined) {
          if (/^(?:make|just|task|mise)$/.test(runner)) unopened.push(name);
          continue;
        }
        const text = this.tasks.get(runner)!.get(at)!.get(name)!;
        found.push([`${runner} ${at} ${name}`, text, at]);
      }
      for (const word of line.split(/[\s"';]+/)) {
        if (isDeployProgram(word) && isRun(word, line)) unopened.push(word);
        if (!isScript(word)) continue;
        const at = [folder, ''].find(candidate =>
          this.shell.has(resolvePath(candidate, word) ?? ''),
        );
        if (at === undefined) {
          if (isRun(word, line)) unopened.push(word);
          continue;
        }
        const path = resolvePath(at, word)!;
        found.push([`sh ${path}`, this.shell.get(path)!, at]);
      }
    }
    return { found, unopened };
  }

  /** The folder whose task is meant: the command's own, the root, or the only one that has it. */
  private folderOf(
    runner: TaskRunner,
    name: string,
    folder: string,
  ): string | undefined {
    const folders = this.tasks.get(runner);
    const near = [folder, ''].find(at => folders?.get(at)?.has(name));
    if (near !== undefined || name === '') return near;
    const having = [...(folders ?? [])].filter(([, tasks]) => tasks.has(name));
    return having.length === 1 ? having[0][0] : undefined;
  }
}

type Tasks = Map<string, string>;

/** What stands before a script that is run, besides options and settings. */
const starters = new Set([
  ...['sh', 'bash', 'zsh', 'source', '.', 'sudo', 'exec', 'time', 'env'],
  ...['python', 'python3', 'node', 'tsx', 'ts-node', 'ruby', 'php', 'pwsh'],
]);

/** Whether a script is what a command line runs, and not something that is handed to another. */
function isRun(word: string, line: string): boolean {
  const before = line.slice(0, line.indexOf(word)).split(/&&|[|;(]/);
  return before[before.length - 1]
    .split(/[\s"']+/)
    .every(
      part =>
        part === '' ||
        part.startsWith('-') ||
        starters.has(part) ||
        /^\w+=/.test(part),
    );
}

/** A program in another language than the shell's that is named for what it deploys. */
function isDeployProgram(word: string): boolean {
  const name = word.slice(word.lastIndexOf('/') + 1);
  return /^deploy[\w-]*\.(?:py|js|mjs|ts|rb|php|ps1)$/.test(name);
}

const scriptFolders =
  /(?:^|\/)(?:bin|scripts?|ci|\.ci|\.circleci|deploy|deployment|hack|ops|tools|build|\.github)\/(?:[\w.-]+\/)*[\w-]+$/;

function isShell({ path, text }: SourceFile): boolean {
  return path.endsWith('.sh') || /^#![^\n]*\b(?:ba|da|k|z)?sh\b/.test(text);
}

/** What may be a shell script: by its ending, or without one in a folder where scripts are kept. */
function isScript(path: string): boolean {
  return path.endsWith('.sh') || scriptFolders.test(path.slice(0, 200));
}
