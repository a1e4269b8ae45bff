import { Effect } from '../../data/EcosystemData';
import { enclosing, FunctionSpan, functionsOf } from '../../syntax/functions';
import { Import, importsOf } from '../../syntax/imports';
import { lex } from '../../syntax/lex';
import { Match } from '../../syntax/PatternIndex';
import { Syntax } from '../../syntax/Syntax';
import { hashOf, Tokens, word } from '../../syntax/Tokens';
import {
  Client,
  Construct,
  EcosystemIndex,
  Library,
  Purpose,
} from './EcosystemIndex';
import { Doing, FileSummary, Finding } from './FileSummary';
import { healthPath } from './healthPath';
import { startsProgram } from './entryPoints';
import { Mentions, Names } from './Names';
import { isSecretName } from './secretNames';

/** One buffer for all files: nothing of a file's tokens is kept. */
const shared = new Tokens();

/** What all files of a run share. */
export interface SourceContext {
  names: Names;
  mentions: Mentions;
}

/** Reads one file of production code into what is kept of it. */
export function readSource(
  path: string,
  source: string,
  syntax: Syntax,
  index: EcosystemIndex,
  context: SourceContext,
): FileSummary {
  const tokens = lex(source, syntax, shared);
  return new SourceReader(path, tokens, index, context).summary();
}

type PurposeOf<K extends Purpose['is']> = Match<Extract<Purpose, { is: K }>>;

class SourceReader {
  private readonly imports: Import[];
  private readonly functions: FunctionSpan[];
  private readonly matches: Array<Match<Purpose>>;
  private readonly effects: Array<{ at: number; effect: Effect }>;
  private readonly findings: Finding[] = [];

  constructor(
    private readonly path: string,
    private readonly tokens: Tokens,
    private readonly index: EcosystemIndex,
    private readonly context: SourceContext,
  ) {
    this.imports = importsOf(tokens);
    this.functions = functionsOf(tokens);
    this.matches = index.code.search(tokens);
    this.effects = this.of('effect').map(({ from, value }) => ({
      at: from,
      effect: value.effect,
    }));
  }

  summary(): FileSummary {
    this.countMentions();
    this.findLibraries();
    this.findConstructs();
    this.findClients();
    this.findRoutes();
    const { names } = this.context;
    return {
      path: this.path,
      ecosystem: this.index.data.ecosystem,
      imports: this.imports
        .filter(({ typeOnly }) => !typeOnly)
        .flatMap(({ specifier, names: parts }) =>
          this.tokens.syntax.id === 'python'
            ? [specifier, ...parts.map(part => join(specifier, part))]
            : [specifier],
        )
        .map(specifier => names.keep(specifier)),
      entry: startsProgram(this.tokens),
      findings: this.findings,
      functions: this.functionsByName(),
      bindings: this.bindings(),
      whole: this.doing(0, tokensEnd(this.tokens)),
    };
  }

  private of<K extends Purpose['is']>(is: K): Array<PurposeOf<K>> {
    return this.matches.filter(
      (match): match is PurposeOf<K> => match.value.is === is,
    );
  }

  /** Mentions outside imports and definitions. */
  private countMentions(): void {
    const { tokens } = this;
    const skipped = new Set(this.functions.map(({ nameAt }) => nameAt));
    const exported = exportedNames(tokens);
    let next = 0;
    for (let at = 0; at < tokens.count; at += 1) {
      if (looksLikeVariable(tokens, at)) this.noteSecret(at);
      while (next < this.imports.length && this.imports[next].to < at)
        next += 1;
      const statement = this.imports[next];
      if (statement && statement.from <= at && at <= statement.to) continue;
      if (tokens.kind[at] !== word || skipped.has(at) || exported.has(at))
        continue;
      this.context.mentions.add(tokens.hash[at]);
    }
  }

  private secrets = 0;

  /** A variable of the environment whose name says that it holds a secret. */
  private noteSecret(at: number): void {
    const name = this.tokens.textOf(at);
    if (this.secrets >= 3 || !isSecretName(name)) return;
    this.secrets += 1;
    this.findings.push({
      is: 'secret-name',
      name: this.context.names.keep(name),
      line: this.tokens.line[at],
    });
  }

  private found(at: number): { line: number; within?: string } {
    const span = enclosing(this.functions, at);
    const plain = span && !span.attached ? this.outermost(at) : undefined;
    return {
      line: this.tokens.line[at],
      within: plain && this.context.names.keep(plain.name),
    };
  }

  private outermost(at: number): FunctionSpan | undefined {
    const span = this.functions.find(
      ({ bodyFrom, bodyTo }) => bodyFrom <= at && at <= bodyTo,
    );
    return span && !span.attached ? span : undefined;
  }

  private findLibraries(): void {
    const { implicitImports } = this.index.data;
    const imported = new Map<Library, Import>();
    for (const statement of this.imports) {
      if (statement.typeOnly) continue;
      for (const entry of this.index.imported(statement.specifier)) {
        if ('find' in entry || imported.has(entry)) continue;
        if (this.isUsed(statement)) imported.set(entry, statement);
      }
    }
    const used = new Map<Library, number>();
    const against = new Set<Library>();
    for (const { value, from } of this.of('library')) {
      if (value.against) against.add(value.library);
      else if (!used.has(value.library)) used.set(value.library, from);
    }
    const candidates = new Set([
      ...imported.keys(),
      ...(implicitImports ? used.keys() : []),
    ]);
    for (const library of candidates) {
      if (against.has(library)) continue;
      const statement = imported.get(library);
      const at = library.uses ? used.get(library) : statement?.from;
      if (at === undefined) continue;
      const line = this.tokens.line[at];
      this.findings.push({
        is: 'library',
        library,
        name: this.nameOf(library, statement),
        ...(library.uses ? this.found(at) : { line }),
      });
    }
  }

  /** The import that was found, where a rule speaks of several packages. */
  private nameOf(library: Library, statement?: Import): string | undefined {
    if (library.name || !statement) return undefined;
    return this.context.names.keep(statement.specifier);
  }

  /** Something that the import brings in is mentioned again, or it is imported for its effect. */
  private isUsed({ names, from, to }: Import): boolean {
    const { id } = this.tokens.syntax;
    if (names.length === 0 || (id !== 'javascript' && id !== 'python'))
      return true;
    const hashes = new Set(names.map(hashOf));
    for (let at = 0; at < this.tokens.count; at += 1) {
      if (at >= from && at <= to) continue;
      if (this.tokens.kind[at] === word && hashes.has(this.tokens.hash[at]))
        return true;
    }
    return names.includes('*');
  }

  private importsAny(names: readonly string[]): boolean {
    return this.imports.some(({ specifier }) =>
      names.some(
        name =>
          specifier === name ||
          (name.endsWith('*') && specifier.startsWith(name.slice(0, -1))) ||
          (specifier.startsWith(name) &&
            './'.includes(specifier[name.length] ?? ' ')),
      ),
    );
  }

  private findConstructs(): void {
    const flags = new Map<Construct, boolean>();
    const against = new Set<Construct>();
    for (const { value } of this.of('construct-file')) {
      if (value.against) against.add(value.construct);
      else flags.set(value.construct, true);
    }
    const seen = new Map<Construct, number>();
    for (const { value, from, to } of this.of('construct')) {
      const { construct } = value;
      const times = seen.get(construct) ?? 0;
      if (times >= 5 || against.has(construct)) continue;
      if (construct.file && !flags.has(construct)) continue;
      if (construct.imports && !this.importsAny(construct.imports)) continue;
      if (!this.holds(construct, from, to)) continue;
      seen.set(construct, times + 1);
      const handler = construct.handler && this.handlerAt(construct, from, to);
      this.findings.push({
        is: 'construct',
        construct,
        handler,
        ...this.found(from),
      });
    }
  }

  /** What must and must not stand in the brackets that a match opens. */
  private holds(rule: Construct | Client, from: number, to: number): boolean {
    const { needed, forbidden } = this.index.inside(rule);
    if (!needed && !forbidden) return true;
    const [start, end] = this.group(from, to);
    if (needed && needed.search(this.tokens, start, end).length === 0)
      return false;
    return !forbidden || forbidden.search(this.tokens, start, end).length === 0;
  }

  /** The last bracket that a match leaves open, with all that it holds; the match itself where there is none. */
  private group(from: number, to: number): [number, number] {
    const { tokens } = this;
    for (let at = to - 1; at >= from; at -= 1) {
      if (tokens.partner[at] >= to) return [at, tokens.partner[at]];
    }
    for (let at = to - 1; at >= from; at -= 1) {
      if (tokens.partner[at] > at) return [at, tokens.partner[at]];
    }
    return [from, to - 1];
  }

  private handlerAt(
    { following }: { following?: 'function' | 'block' },
    from: number,
    to: number,
  ): Doing {
    if (following === 'function') {
      const next = this.functions.find(({ nameAt }) => nameAt >= from);
      return next ? this.doing(next.bodyFrom, next.bodyTo) : nothing;
    }
    if (following === 'block') {
      const block = this.blockAfter(to);
      return block ? this.doing(...block) : nothing;
    }
    return this.doing(...this.outerGroup(from, to), true);
  }

  /** The first bracket that a match leaves open: all arguments of the call. */
  private outerGroup(from: number, to: number): [number, number] {
    const { tokens } = this;
    for (let at = from; at < to; at += 1) {
      if (tokens.partner[at] >= to) return [at, tokens.partner[at]];
    }
    let end = to;
    while (end + 1 < tokens.count && tokens.indent[end + 1] < 0) end += 1;
    return [from, Math.min(end, to + 200)];
  }

  private blockAfter(from: number): [number, number] | undefined {
    const { tokens } = this;
    if (tokens.syntax.blocks !== 'braces') {
      const line = tokens.line[from - 1];
      let start = from - 1;
      while (start > 0 && tokens.indent[start] < 0) start -= 1;
      let end = start + 1;
      while (
        end < tokens.count &&
        (tokens.indent[end] < 0 ||
          tokens.line[end] === line ||
          tokens.indent[end] > tokens.indent[start])
      )
        end += 1;
      return [from, end - 1];
    }
    for (let at = from; at < Math.min(tokens.count, from + 200); at += 1) {
      if (tokens.isMark(at, '{') && tokens.partner[at] > at)
        return [at, tokens.partner[at]];
    }
    return undefined;
  }

  /** What stands between two tokens. `mentions`: names that are handed on count as calls too. */
  private doing(from: number, to: number, mentions = false): Doing {
    const { tokens } = this;
    const effects = new Set<Effect>();
    for (const { at, effect } of this.effects) {
      if (at >= from && at <= to) effects.add(effect);
    }
    const calls = new Set<string>();
    const end = Math.min(to, from + 4_000);
    for (let at = from; at <= end && calls.size < maxCalls; at += 1) {
      if (tokens.kind[at] !== word) {
        if (mentions && tokens.isText(at)) addAction(tokens.textOf(at), calls);
        continue;
      }
      if (!mentions && !tokens.isMark(at + 1, '(') && !this.isBareCall(at))
        continue;
      if (mentions && tokens.isMark(at + 1, ':')) continue;
      const name = tokens.textOf(at);
      if (name.length > 2 && name.length < 60 && !commonCalls.has(name))
        calls.add(this.context.names.keep(name));
    }
    return { effects, calls: [...calls] };
  }

  /** Ruby calls without brackets. */
  private isBareCall(at: number): boolean {
    return this.tokens.syntax.id === 'ruby' && this.tokens.indent[at] >= 0;
  }

  private findClients(): void {
    const imported = new Map<Client, Import>();
    for (const statement of this.imports) {
      if (statement.typeOnly) continue;
      for (const entry of this.index.imported(statement.specifier)) {
        if ('find' in entry && !imported.has(entry) && this.isUsed(statement))
          imported.set(entry, statement);
      }
    }
    for (const { value } of this.of('client-anywhere')) {
      this.findings.push({
        is: 'client-anywhere',
        client: value.client,
        line: 1,
      });
    }
    const seen = new Map<Client, number>();
    for (const { value, from, to } of this.of('client')) {
      const { client } = value;
      const known = imported.has(client) || client.implicit || !client.package;
      if (!known && !this.index.data.implicitImports) continue;
      if (client.import && !client.package && !imported.has(client)) continue;
      const times = seen.get(client) ?? 0;
      if (times >= 20) continue;
      seen.set(client, times + 1);
      const timeout =
        (client.timeout && this.holds(client, from, to)) ||
        this.hasNear(client, from);
      this.findings.push({
        is: 'client',
        client,
        timeout,
        ...this.found(from),
      });
    }
  }

  private hasNear(client: Client, at: number): boolean {
    const near = this.index.near(client);
    const span =
      near &&
      this.functions.find(
        ({ bodyFrom, bodyTo }) => bodyFrom <= at && at <= bodyTo,
      );
    return (
      near !== undefined &&
      span !== undefined &&
      near.search(this.tokens, span.bodyFrom, span.bodyTo).length > 0
    );
  }

  private findRoutes(): void {
    let plain = 0;
    for (const { value, from, to } of this.of('route')) {
      const at = this.pathAt(from, to);
      if (at === undefined || this.callsOut(value.route.notFor, from)) continue;
      const path = this.tokens.textOf(at);
      const health = healthPath(path);
      const plausible =
        health || path.includes('/') || value.route.following !== undefined;
      if (!plausible) continue;
      if (!health && (plain >= 1 || value.route.weak)) continue;
      if (!health) plain += 1;
      this.findings.push({
        is: 'route',
        health,
        path: this.context.names.keep(path.slice(0, 100)),
        handler: health ? this.handlerAt(value.route, from, to) : undefined,
        ...this.found(from),
      });
    }
  }

  private pathAt(from: number, to: number): number | undefined {
    for (let at = from; at < to; at += 1) {
      if (this.tokens.isText(at)) return at;
    }
    return undefined;
  }

  private callsOut(
    notFor: readonly string[] | undefined,
    from: number,
  ): boolean {
    if (!notFor) return false;
    const receiver = this.tokens.textOf(from).toLowerCase();
    // A letter, such as the t of translations, stands in many names.
    return notFor.some(name =>
      name.length > 2 ? receiver.includes(name) : receiver === name,
    );
  }

  /** The names that other files of the repository are known by here. */
  private bindings(): ReadonlyMap<string, string> {
    const { names } = this.context;
    return new Map(
      this.imports
        .filter(({ specifier }) => '.@~#'.includes(specifier[0] ?? ' '))
        .flatMap(({ specifier, names: bound }) =>
          bound.map(name => [names.keep(name), names.keep(specifier)] as const),
        ),
    );
  }

  private functionsByName(): Map<string, Doing> {
    const found = new Map<string, Doing>();
    for (const { name, bodyFrom, bodyTo } of this.functions) {
      if (found.size >= 300) break;
      const doing = this.doing(bodyFrom, bodyTo);
      if (doing.effects.size === 0 && doing.calls.length === 0) continue;
      const kept = this.context.names.keep(name);
      const known = found.get(kept);
      found.set(
        kept,
        known
          ? {
              effects: new Set([...known.effects, ...doing.effects]),
              calls: [...known.calls, ...doing.calls],
            }
          : doing,
      );
    }
    return found;
  }
}

/** `DB_PASSWORD`, as a word or as a text. */
function looksLikeVariable(tokens: Tokens, at: number): boolean {
  const length = tokens.end[at] - tokens.start[at];
  if (length < 6 || length > 60) return false;
  const first = tokens.source.charCodeAt(tokens.start[at]);
  const last = tokens.source.charCodeAt(tokens.end[at] - 1);
  return isCapital(first) && isCapital(last);
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}

function tokensEnd({ count }: Tokens): number {
  return Math.max(0, count - 1);
}

const nothing: Doing = { effects: new Set(), calls: [] };
const maxCalls = 40;

const commonCalls = new Set(
  (
    'if for while switch catch return function async await log info warn error debug push map filter forEach reduce ' +
    'then json send status set get console require print println printf Println Printf Errorf format toString String ' +
    'Number parseInt append len make new super res req request response ctx const let var this self nil null true false ' +
    'undefined err try throw raise JSON stringify parse resolve reject Promise setTimeout'
  ).split(' '),
);

/** `health#show`, as Rails writes the action of a controller. */
function addAction(text: string, calls: Set<string>): void {
  const hash = text.indexOf('#');
  if (hash > 0 && text.length < 80) calls.add(text.slice(hash + 1));
}

function join(specifier: string, part: string): string {
  return specifier.endsWith('.') ? specifier + part : `${specifier}.${part}`;
}

/** Names that JavaScript only exports: `module.exports = { a, b }`, `export { a }`, `exports.a =`. */
function exportedNames(tokens: Tokens): ReadonlySet<number> {
  const found = new Set<number>();
  if (tokens.syntax.id !== 'javascript') return found;
  for (let at = 0; at + 2 < tokens.count; at += 1) {
    if (!tokens.isWord(at, 'exports') && !tokens.isWord(at, 'export')) continue;
    let open = at + 1;
    if (tokens.isMark(open, '=')) open += 1;
    if (tokens.isWord(open, 'default')) open += 1;
    if (tokens.kind[open] === word) found.add(open);
    if (tokens.isMark(open, '.')) found.add(open + 1);
    if (tokens.isMark(open, '.') && tokens.isMark(open + 2, '='))
      found.add(open + 3);
    if (!tokens.isMark(open, '{') || tokens.partner[open] < 0) continue;
    for (let next = open + 1; next < tokens.partner[open]; next += 1) {
      const shorthand =
        tokens.isMark(next + 1, ',') || tokens.isMark(next + 1, '}');
      const first =
        tokens.isMark(next - 1, ',') || tokens.isMark(next - 1, '{');
      if (shorthand && first) found.add(next);
      if (shorthand && tokens.isMark(next - 1, ':')) found.add(next);
    }
  }
  return found;
}
