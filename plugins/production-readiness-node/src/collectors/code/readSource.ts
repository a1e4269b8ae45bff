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
import { aboutHealth, healthPath } from './healthPath';
import { countMentions, looksLikeVariable } from './countMentions';
import { Doings, nothing } from './Doings';
import { startsProgram } from './entryPoints';
import { Mentions, Names } from './Names';
import { blockAfter, firstGroup, lastGroup } from './ranges';
import { isSecretName } from './secretNames';

/** One buffer for all files: nothing of a file's tokens is kept. */
const shared = new Tokens();

/** What all files of a run share. */
export interface SourceContext {
  names: Names;
  mentions: Mentions;
}

/** Names of functions that may keep what a health check asks later. */
const keepsChecks = /^(?:add|register)_?\w{0,30}(?:check|dependency)/i;

type PurposeOf<K extends Purpose['is']> = Match<Extract<Purpose, { is: K }>>;

class SourceReader {
  private readonly imports: Import[];
  private readonly functions: FunctionSpan[];
  private readonly matches: Array<Match<Purpose>>;
  private readonly doings: Doings;
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
    const effects = this.of('effect').map(({ from, value }) => ({
      at: from,
      effect: value.effect,
    }));
    this.doings = new Doings(tokens, effects);
  }

  summary(): FileSummary {
    const { mentions } = this.context;
    countMentions(this.tokens, this.imports, this.functions, mentions);
    this.findSecretNames();
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
      whole: aboutHealth.test(this.path)
        ? this.doings.doing(0, tokensEnd(this.tokens))
        : { effects: this.doings.effectsOf(0, this.tokens.count), calls: [] },
    };
  }

  private of<K extends Purpose['is']>(is: K): Array<PurposeOf<K>> {
    return this.matches.filter(
      (match): match is PurposeOf<K> => match.value.is === is,
    );
  }

  /** Variables of the environment whose names say that they hold secrets. */
  private findSecretNames(): void {
    for (let at = 0; at < this.tokens.count; at += 1) {
      if (looksLikeVariable(this.tokens, at)) this.noteSecret(at);
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
    for (const statement of this.imports.flatMap(one =>
      this.withModules(one),
    )) {
      if (statement.typeOnly) continue;
      for (const entry of this.index.imported(statement.specifier)) {
        if ('find' in entry || imported.has(entry)) continue;
        if (entry.onImport || this.isUsed(statement))
          imported.set(entry, statement);
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

  /** `from google.cloud import storage` of Python imports the module google.cloud.storage, too. */
  private withModules(statement: Import): Import[] {
    if (this.tokens.syntax.id !== 'python') return [statement];
    const { specifier, names } = statement;
    return [
      statement,
      ...names.map((name, at) => ({
        ...statement,
        specifier: `${specifier}.${name}`,
        // With the name behind `as`, which is the next.
        names: names.slice(at, at + 2),
      })),
    ];
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
        ...(construct.keptFor && { keeper: this.calledIn(from, to) }),
        ...this.found(from),
      });
    }
  }

  /** What must and must not stand in the brackets that a match opens. */
  private holds(rule: Construct | Client, from: number, to: number): boolean {
    const { needed, forbidden } = this.index.inside(rule);
    if (!needed && !forbidden) return true;
    const [start, end] = lastGroup(this.tokens, from, to);
    if (needed && needed.search(this.tokens, start, end).length === 0)
      return false;
    return !forbidden || forbidden.search(this.tokens, start, end).length === 0;
  }

  private handlerAt(
    { following }: { following?: 'function' | 'block' },
    from: number,
    to: number,
  ): Doing {
    if (following === 'function') {
      const next = this.functions.find(({ nameAt }) => nameAt >= from);
      return next ? this.doings.doing(next.bodyFrom, next.bodyTo) : nothing;
    }
    if (following === 'block') {
      const block = blockAfter(this.tokens, to);
      return block ? this.doings.doing(...block) : nothing;
    }
    return this.doings.doing(...firstGroup(this.tokens, from, to), true);
  }

  /** Hash of the name before the bracket that a match opens. */
  private calledIn(from: number, to: number): number | undefined {
    for (let at = to - 1; at > from; at -= 1) {
      if (this.tokens.isMark(at, '(')) return this.tokens.hash[at - 1];
    }
    return undefined;
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
  private bindings(): ReadonlyMap<number, string> {
    const { names } = this.context;
    return new Map(
      this.imports
        .filter(({ specifier }) => '.@~#'.includes(specifier[0] ?? ' '))
        .flatMap(({ specifier, names: bound }) =>
          bound.map(name => [hashOf(name), names.keep(specifier)] as const),
        ),
    );
  }

  private functionsByName(): ReadonlyMap<number, Doing> {
    const found = new Map<number, Doing>();
    for (const { name: span, nameAt, bodyFrom, bodyTo } of this.functions) {
      if (found.size >= 300) break;
      const doing = this.doings.doing(bodyFrom, bodyTo);
      const idle = doing.effects === 0 && doing.calls.length === 0;
      if (idle && !keepsChecks.test(span)) continue;
      const name = this.tokens.hash[nameAt];
      const known = found.get(name);
      found.set(
        name,
        known
          ? {
              effects: known.effects | doing.effects,
              calls: [...known.calls, ...doing.calls],
            }
          : doing,
      );
    }
    return found;
  }
}

function tokensEnd({ count }: Tokens): number {
  return Math.max(0, count - 1);
}

function join(specifier: string, part: string): string {
  return specifier.endsWith('.') ? specifier + part : `${specifier}.${part}`;
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
