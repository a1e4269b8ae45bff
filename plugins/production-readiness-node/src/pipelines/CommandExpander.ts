import { baseOf, folderOf, resolvePath } from '../repository/paths';
import { SourceFile } from '../repository/SourceFile';
import { isMapping } from '../repository/yaml/Located';

const longestScript = 20_000;
const mostExpansions = 40;

/** Finds out what commands such as `npm run ci`, `make check` and `./scripts/test.sh` run in turn. */
export class CommandExpander {
  private readonly npm = new Map<string, Record<string, unknown>>();
  private readonly make = new Map<string, Map<string, string>>();
  private readonly shell = new Map<string, string>();

  static wants(path: string): boolean {
    return (
      baseOf(path) === 'package.json' ||
      baseOf(path) === 'Makefile' ||
      path.endsWith('.sh')
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
    } else if (file.text.length <= longestScript) {
      this.shell.set(file.path, file.text);
    }
  }

  /** The script, followed by the texts of all that it runs. */
  expand(script: string, folder: string): string {
    const seen = new Set<string>();
    const texts: string[] = [];
    const open: Array<[text: string, at: string]> = [[script, folder]];
    while (open.length > 0 && texts.length < mostExpansions) {
      const [text, at] = open.shift()!;
      texts.push(text);
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
    const run =
      /\b(?:npm|pnpm|yarn|bun)(?: --?[\w-]+)* (?:run(?:-script)? )?([\w:.-]+)/g;
    for (const [, name] of script.matchAll(run)) {
      for (const at of new Set([folder, ''])) {
        const text = this.npm.get(at)?.[name];
        if (typeof text === 'string') {
          found.push([`npm ${at} ${name}`, text, at]);
          break;
        }
      }
    }
    for (const [, name] of script.matchAll(/\bmake(?: -\S+)* ([\w.-]+)/g)) {
      for (const at of new Set([folder, ''])) {
        const text = this.make.get(at)?.get(name);
        if (text !== undefined) {
          found.push([`make ${at} ${name}`, text, at]);
          break;
        }
      }
    }
    for (const [, written] of script.matchAll(
      /(?:^|[\s"'])(\.?\/?[\w./-]+\.sh)\b/g,
    )) {
      for (const at of new Set([folder, ''])) {
        const path = resolvePath(at, written.replace(/^\.\//, ''));
        const text = path === undefined ? undefined : this.shell.get(path);
        if (path !== undefined && text !== undefined) {
          found.push([`sh ${path}`, text, at]);
          break;
        }
      }
    }
    return found;
  }
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
