import { SourceFile } from '../../repository/SourceFile';
import { lex } from '../../syntax/lex';
import { syntaxNamed } from '../../syntax/Syntax';
import { Tokens } from '../../syntax/Tokens';
import { isWithin, nameOf } from './Manifest';

/** What a configuration of an updating tool says. */
export interface Updater {
  tool: 'dependabot' | 'renovate';
  path: string;
  line: number;
  /** Ecosystems by our names; undefined for all that the tool knows. */
  ecosystems?: Array<{ ecosystem: string; folders: string[] }>;
}

/** Names that Dependabot and Renovate have for our ecosystems. */
const managers: Record<string, string[]> = {
  node: ['npm', 'bun', 'yarn', 'pnpm'],
  python: [
    'pip',
    'uv',
    'pep621',
    'poetry',
    'pip_requirements',
    'pipenv',
    'pip-compile',
    'pip_setup',
    'setup-cfg',
    'conda',
  ],
  go: ['gomod'],
  java: ['maven', 'gradle', 'gradle-wrapper', 'sbt'],
  dotnet: ['nuget', 'dotnet-sdk'],
  ruby: ['bundler', 'ruby-version'],
  php: ['composer'],
  rust: ['cargo'],
  terraform: ['terraform', 'opentofu', 'terragrunt', 'terraform-version'],
};

const renovateNames = new Set([
  'renovate.json',
  'renovate.json5',
  '.github/renovate.json',
  '.github/renovate.json5',
  '.gitlab/renovate.json',
  '.gitlab/renovate.json5',
  '.renovaterc',
  '.renovaterc.json',
  '.renovaterc.json5',
]);

/** Whether a path is that of an updater's configuration. */
export function isUpdaterFile(path: string): boolean {
  return (
    renovateNames.has(path) ||
    path === '.github/dependabot.yml' ||
    path === '.github/dependabot.yaml'
  );
}

/** What the file configures; undefined where it configures nothing. */
export function readUpdater(file: SourceFile): Updater | undefined {
  return renovateNames.has(file.path) ? renovate(file) : dependabot(file);
}

/** A `renovate` section of package.json. */
export function renovateOfPackage(file: SourceFile): Updater | undefined {
  if (nameOf(file.path) !== 'package.json' || file.path !== 'package.json')
    return undefined;
  const view = file.json();
  if ('problem' in view) return undefined;
  const section = (view.value as Record<string, unknown> | undefined)?.renovate;
  return section
    ? { tool: 'renovate', path: file.path, line: view.lineOf(['renovate']) }
    : undefined;
}

function ecosystemNamed(manager: string): string {
  const known = Object.entries(managers).find(([, names]) =>
    names.includes(manager),
  );
  return known ? known[0] : manager;
}

function dependabot(file: SourceFile): Updater | undefined {
  const view = file.yaml();
  if ('problem' in view) return undefined;
  const [document] = view.documents;
  const updates = (document?.value as Record<string, unknown> | undefined)
    ?.updates;
  if (!Array.isArray(updates) || updates.length === 0) return undefined;
  return {
    tool: 'dependabot',
    path: file.path,
    line: document.lineOf(['updates', 0]),
    ecosystems: updates.flatMap((update: Record<string, unknown>) => {
      const name = update?.['package-ecosystem'];
      if (typeof name !== 'string') return [];
      const listed = Array.isArray(update.directories)
        ? update.directories
        : [update.directory ?? '/'];
      return [
        {
          ecosystem: ecosystemNamed(name),
          folders: listed.map(folder => trimmed(String(folder))),
        },
      ];
    }),
  };
}

function trimmed(folder: string): string {
  let text = folder;
  while (text.startsWith('/') || text.startsWith('./')) {
    text = text.slice(text.indexOf('/') + 1);
  }
  return text.endsWith('/') ? text.slice(0, -1) : text;
}

/** All managers are on by default, but for a list of those that are meant. */
function renovate(file: SourceFile): Updater | undefined {
  const tokens = lex(file.text, syntaxNamed('javascript'), new Tokens());
  const depths: number[] = [];
  let depth = 0;
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.isMark(at, '}') || tokens.isMark(at, ']')) depth -= 1;
    depths.push(depth);
    if (tokens.isMark(at, '{') || tokens.isMark(at, '[')) depth += 1;
  }
  let enabled: string[] | undefined;
  for (let at = 0; at + 2 < tokens.count; at += 1) {
    if (depths[at] !== 1 || !tokens.isMark(at + 1, ':')) continue;
    if (tokens.spans(at, 'enabled') && tokens.isWord(at + 2, 'false'))
      return undefined;
    if (tokens.spans(at, 'enabledManagers') && tokens.isMark(at + 2, '[')) {
      enabled = [];
      for (let next = at + 3; next < tokens.closeOf(at + 2); next += 1) {
        if (tokens.isText(next)) enabled.push(tokens.textOf(next));
      }
    }
  }
  return {
    tool: 'renovate',
    path: file.path,
    line: 1,
    ecosystems: enabled?.map(name => ({
      ecosystem: ecosystemNamed(name),
      folders: [''],
    })),
  };
}

/** Whether an updater looks after an ecosystem in a folder; wildcards in its folders count as any name. */
export function covers(
  { ecosystems }: Updater,
  ecosystem: string,
  folder: string,
): boolean {
  if (!ecosystems) return true;
  return ecosystems.some(
    entry =>
      entry.ecosystem === ecosystem &&
      entry.folders.some(
        place =>
          place === '' ||
          isWithin(folder, fixedPart(place)) ||
          isWithin(place, folder),
      ),
  );
}

function fixedPart(folder: string): string {
  const star = folder.indexOf('*');
  if (star < 0) return folder;
  const fixed = folder.slice(0, star);
  return fixed.endsWith('/') ? fixed.slice(0, -1) : fixed;
}
