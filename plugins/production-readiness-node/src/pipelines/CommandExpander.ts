import { baseOf, folderOf, resolvePath } from '../repository/paths';
import { SourceFile } from '../repository/SourceFile';
import { isMapping } from '../repository/yaml/Located';
import { commandLines } from './purposes';

const longestScript = 20_000;
const mostExpansions = 40;
/** Characters that all expansions of a repository may come to. */
const mostCharacters = 2_000_000;

/** Finds out what commands such as `npm run ci`, `make check` and `./scripts/test.sh` run in turn. */
export class CommandExpander {
  private readonly npm = new Map<string, Record<string, unknown>>();
  private readonly make = new Map<string, Map<string, string>>();
  private readonly shell = new Map<string, string>();
  private readonly expanded = new Map<string, string>();
  private characters = 0;

  static wants(path: string): boolean {
    return (
      baseOf(path) === 'package.json' ||
      baseOf(path) === 'Makefile' ||
      isScript(path)
    );
  }

  visit(file: SourceFile): void {
    const base = baseOf(file.path);
    const folder = folderOf(file.path);
    if (base === 'package.json') {
      const json = file.json();
      const value = 'problem' in json ? undefined : json.value;
      if (isMapping(value) && isMapping(value.scripts)) {
        this.npm.set(folder, value.scripts);
      }
    } else if (base === 'Makefile') {
      this.make.set(folder, targetsOf(file.lines));
    } else if (file.text.length <= longestScript && isShell(file)) {
      this.shell.set(file.path, file.text);
    }
  }

  /** The script, followed by the texts of all that it runs. */
  expand(script: string, folder: string): string {
    const key = `${folder}\n${script}`;
    const known = this.expanded.get(key);
    if (known !== undefined) return known;
    const result = this.expandOnce(script, folder);
    this.expanded.set(key, result);
    return result;
  }

  private expandOnce(script: string, folder: string): string {
    const seen = new Set<string>();
    const texts: string[] = [];
    const open: Array<[text: string, at: string]> = [[script, folder]];
    while (open.length > 0 && texts.length < mostExpansions) {
      const [text, at] = open.shift()!;
      texts.push(text);
      this.characters += text.length;
      if (this.characters > mostCharacters) break;
      for (const [key, next, where] of this.called(text, at)) {
        if (seen.has(key)) continue;
        seen.add(key);
        open.push([next, where]);
      }
    }
    return texts.join('\n');
  }

  private called(
    script: string,
    folder: string,
  ): Array<[key: string, text: string, folder: string]> {
    const found: Array<[string, string, string]> = [];
    for (const line of commandLines(script)) {
      for (const [, name] of line.matchAll(
        /\b(?:npm|pnpm|yarn|bun) ([\w:.-]+)/g,
      )) {
        const at = [folder, ''].find(
          candidate => typeof this.npm.get(candidate)?.[name] === 'string',
        );
        if (at !== undefined) {
          found.push([`npm ${at} ${name}`, `${this.npm.get(at)?.[name]}`, at]);
        }
      }
      for (const [, name] of line.matchAll(/\bmake ([\w.-]+)/g)) {
        const at = [folder, ''].find(candidate =>
          this.make.get(candidate)?.has(name),
        );
        if (at !== undefined) {
          found.push([`make ${at} ${name}`, this.make.get(at)!.get(name)!, at]);
        }
      }
      for (const word of line.split(/[\s"';]+/)) {
        if (!isScript(word)) continue;
        const at = [folder, ''].find(candidate =>
          this.shell.has(resolvePath(candidate, word) ?? ''),
        );
        if (at === undefined) continue;
        const path = resolvePath(at, word)!;
        found.push([`sh ${path}`, this.shell.get(path)!, at]);
      }
    }
    return found;
  }
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

/** The recipes of a Makefile by target; a prerequisite counts as called. */
function targetsOf(lines: readonly string[]): Map<string, string> {
  const targets = new Map<string, string>();
  let current: string | undefined;
  for (const line of lines) {
    const match = /^([\w.-]+)\s*:(?!=)([^=]*)$/.exec(line);
    if (match) {
      current = match[1];
      const prerequisites = match[2]
        .split('#')[0]
        .trim()
        .split(/\s+/)
        .filter(word => word !== '')
        .map(word => `make ${word}`);
      targets.set(current, prerequisites.join('\n'));
    } else if (current !== undefined && line.startsWith('\t')) {
      const command = line.trim().replace(/^[@-]+/, '');
      targets.set(current, `${targets.get(current)}\n${command}`);
    } else if (line.trim() !== '') current = undefined;
  }
  return targets;
}
