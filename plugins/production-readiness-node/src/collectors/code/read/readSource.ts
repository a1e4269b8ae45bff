import { Import } from '../../../syntax/imports';
import { lex } from '../../../syntax/lex';
import { Syntax } from '../../../syntax/Syntax';
import { hashOf, Tokens } from '../../../syntax/Tokens';
import { placeOf } from './browserCode';
import { calledResults } from './calledResults';
import { countMentions, looksLikeVariable } from './countMentions';
import { EcosystemIndex } from '../EcosystemIndex';
import { startsProgram } from './entryPoints';
import { Doing, FileSummary, Finding } from '../FileSummary';
import { findClients } from './findClients';
import { findConstructs } from './findConstructs';
import { findLibraries } from './findLibraries';
import { findRoutes } from './findRoutes';
import { findServices } from './findServices';
import { aboutHealth } from './healthPath';
import { heldChecks } from './heldChecks';
import { isSecretName, isSecretSetting } from './secretNames';
import { SourceContext, SourceView } from './SourceView';

/** One buffer for all files: nothing of a file's tokens is kept. */
const shared = new Tokens();

/** Names of functions that may keep what a health check asks later. */
const keepsChecks = /^(?:add|register)_?\w{0,30}(?:check|dependency)/i;
/** Names that promise a check: that a function of one does nothing is worth knowing. */
const isNamedAsCheck = /check|health|ping|status|ready|alive|connect/i;
const mostFunctions = 300;
const mostSecrets = 3;
const longestHeader = 40;

/** Reads one file of production code into what is kept of it. */
export function readSource(
  path: string,
  source: string,
  syntax: Syntax,
  index: EcosystemIndex,
  context: SourceContext,
): FileSummary {
  const tokens = lex(source, syntax, shared);
  const view = new SourceView(path, tokens, index, context);
  countMentions(tokens, view.imports, view.functions, context.mentions);
  return {
    path,
    ecosystem: index.data.ecosystem,
    place: placeOf(tokens, view.imports),
    imports: importedModules(view),
    entry: startsProgram(tokens),
    findings: [
      ...findSecretNames(view),
      ...findLibraries(view),
      ...findConstructs(view),
      ...findClients(view),
      ...findRoutes(view),
      ...findServices(view),
    ],
    functions: functionsByName(view),
    bindings: bindingsOf(view),
    whole: aboutHealth.test(path)
      ? view.doings.doing(0, Math.max(0, tokens.count - 1))
      : { effects: view.doings.effectsOf(0, tokens.count), calls: [] },
  };
}

function importedModules({ imports, tokens, context }: SourceView): string[] {
  return imports
    .filter(({ typeOnly }) => !typeOnly)
    .flatMap(({ specifier, names }) =>
      tokens.syntax.id === 'python'
        ? [specifier, ...names.map(part => join(specifier, part))]
        : [specifier],
    )
    .map(specifier => context.names.keep(specifier));
}

/** Variables of the environment, and settings of a program, whose names say that they hold secrets. */
function findSecretNames({ tokens, context }: SourceView): Finding[] {
  const findings: Finding[] = [];
  let isSettings = false;
  for (let at = 0; at < tokens.count; at += 1) {
    if (findings.length >= mostSecrets) break;
    if (tokens.isWord(at, 'class')) isSettings = declaresSettings(tokens, at);
    const isVariable = looksLikeVariable(tokens, at);
    if (
      !isVariable &&
      !isOfSettings(tokens, at) &&
      !(isSettings && isField(tokens, at))
    )
      continue;
    const name = tokens.textOf(at);
    if (!(isVariable ? isSecretName(name) : isSecretSetting(name))) continue;
    findings.push({
      is: 'secret-name',
      name: context.names.keep(name),
      line: tokens.line[at],
    });
  }
  return findings;
}

/** `config.StockApiKey` of .NET, which fills such an object from the environment and from stores. */
function isOfSettings(tokens: Tokens, at: number): boolean {
  return (
    tokens.syntax.id === 'csharp' &&
    tokens.isMark(at - 1, '.') &&
    tokens.isWord(at) &&
    tokens.isWord(at - 2) &&
    /(?:config|configuration|settings|options)$/i.test(
      tokens.textOf(at - 2).slice(-20),
    )
  );
}

/** `class AppSettings(BaseAppSettings):` of Python, which Pydantic fills from the environment. */
function declaresSettings(tokens: Tokens, at: number): boolean {
  if (tokens.syntax.id !== 'python' || !tokens.isMark(at + 2, '('))
    return false;
  const end = Math.min(tokens.partner[at + 2], at + longestHeader);
  for (let base = at + 3; base < end; base += 1) {
    if (tokens.isWord(base) && tokens.textOf(base).endsWith('Settings'))
      return true;
  }
  return false;
}

/** `secret_key: SecretStr` at the start of a line. */
function isField(tokens: Tokens, at: number): boolean {
  return (
    tokens.isWord(at) &&
    tokens.isMark(at + 1, ':') &&
    tokens.line[at] !== tokens.line[at - 1]
  );
}

/** The names that other files of the repository are known by here; of Python's, those about health. */
function bindingsOf({
  imports,
  tokens,
  context,
}: SourceView): ReadonlyMap<number, string> {
  const bound =
    tokens.syntax.id === 'python'
      ? imports.flatMap(healthModules)
      : imports
          .filter(({ specifier }) => '.@~#'.includes(specifier[0] ?? ' '))
          .flatMap(({ specifier, names }) =>
            names.map(name => [name, specifier] as const),
          );
  return new Map(
    bound.map(([name, path]) => [hashOf(name), context.names.keep(path)]),
  );
}

/** `from app.api.health import router`, and `from app.api import health`. */
function healthModules({ specifier, names }: Import): Array<[string, string]> {
  const folder = specifier.split('.').join('/');
  const isModule = aboutHealth.test(folder.slice(folder.lastIndexOf('/') + 1));
  return names
    .filter(name => isModule || aboutHealth.test(name))
    .map(name => [name, isModule ? folder : `${folder}/${name}`]);
}

function functionsByName(view: SourceView): ReadonlyMap<number, Doing> {
  const { functions, doings, tokens } = view;
  const found = new Map<number, Doing>();
  const controller = /(?:^|\/)(\w{1,80})_controller\.rb$/.exec(view.path)?.[1];
  for (const { name: span, nameAt, bodyFrom, bodyTo } of functions) {
    if (found.size >= mostFunctions) break;
    const limited = view.deadlines?.bounded(bodyFrom, bodyTo) ?? [];
    const doing: Doing = {
      ...doings.doing(bodyFrom, bodyTo),
      ...(limited.length > 0 ? { bounded: limited } : {}),
    };
    const line = tokens.line[nameAt];
    const idle = doing.effects === 0 && doing.calls.length === 0;
    if (idle && !keepsChecks.test(span) && !isNamedAsCheck.test(span)) continue;
    const name = tokens.hash[nameAt];
    if (doing.claims?.includes(name)) doing.passesOn = name;
    const known = found.get(name);
    found.set(
      name,
      known
        ? {
            effects: known.effects | doing.effects,
            calls: [...known.calls, ...doing.calls],
            bounded: [...(known.bounded ?? []), ...(doing.bounded ?? [])],
            claims: [...(known.claims ?? []), ...(doing.claims ?? [])],
            line: known.effects === 0 ? line : known.line,
          }
        : { ...doing, line },
    );
  }
  if (controller !== undefined) {
    for (const { name, nameAt } of functions) {
      const doing = found.get(tokens.hash[nameAt]);
      if (!doing) continue;
      found.set(hashOf(`${controller}#${name}`), doing);
      // `resource :health` asks for the action that shows it.
      if (aboutHealth.test(controller) && /^(?:index|show)$/.test(name))
        found.set(hashOf(controller), doing);
    }
  }
  for (const [name, doing] of [...calledResults(view), ...heldChecks(view)]) {
    if (!found.has(name)) found.set(name, doing);
  }
  return found;
}

function join(specifier: string, part: string): string {
  return specifier.endsWith('.') ? specifier + part : `${specifier}.${part}`;
}
