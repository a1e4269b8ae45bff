import { namesRetention } from '../../../retention/namesRetention';
import {
  enclosing,
  FunctionSpan,
  functionsOf,
} from '../../../syntax/functions';
import { Import, importsOf } from '../../../syntax/imports';
import { Match } from '../../../syntax/PatternIndex';
import { hashOf, Tokens, word } from '../../../syntax/Tokens';
import {
  Client,
  Construct,
  EcosystemIndex,
  Library,
  Purpose,
} from '../EcosystemIndex';
import { Doing } from '../FileSummary';
import { Doings, nothing } from './Doings';
import { Mentions, Names } from '../Names';
import { DeadlineFlow } from './DeadlineFlow';
import { developmentBlocks } from './developmentBlocks';
import { blockAfter, calledIn, firstGroup, lastGroup } from './ranges';

/** What all files of a run share. */
export interface SourceContext {
  names: Names;
  mentions: Mentions;
  /** It stands elsewhere: what a function of it does counts only when somebody calls that, of a class too. */
  isShared?: boolean;
}

type PurposeOf<K extends Purpose['is']> = Match<Extract<Purpose, { is: K }>>;

/** A file's tokens with its imports, its functions and all that patterns matched. */
export class SourceView {
  readonly imports: Import[];
  readonly functions: FunctionSpan[];
  readonly doings: Doings;
  /** Where deadlines go, in a language whose calls are handed them. */
  readonly deadlines?: DeadlineFlow;
  private readonly matches: Array<Match<Purpose>>;

  constructor(
    readonly path: string,
    readonly tokens: Tokens,
    readonly index: EcosystemIndex,
    readonly context: SourceContext,
  ) {
    this.imports = importsOf(tokens);
    this.functions = functionsOf(tokens);
    const blocks = developmentBlocks(tokens);
    this.matches = index.code
      .search(tokens)
      .filter(({ from }) => !blocks.some(([a, b]) => from >= a && from <= b));
    const effects = this.of('effect').map(({ from, to, value }) => ({
      at: from,
      effect: value.effect,
      called: calledIn(tokens, from, to),
    }));
    const defined = new Set(this.functions.map(({ nameAt }) => nameAt));
    this.doings = new Doings(tokens, effects, defined);
    if (tokens.syntax.id === 'go') {
      const sets = effects.filter(({ effect }) => effect === 'sets-deadline');
      this.deadlines = new DeadlineFlow(
        tokens,
        new Set(sets.map(({ at }) => at)),
      );
    }
  }

  of<K extends Purpose['is']>(is: K): Array<PurposeOf<K>> {
    return this.matches.filter(
      (match): match is PurposeOf<K> => match.value.is === is,
    );
  }

  /** Where something stands, and the plain function that it stands in. */
  found(at: number): { line: number; within?: string } {
    const span = enclosing(this.functions, at);
    const isPlain = span !== undefined && !span.attached;
    const plain =
      isPlain || this.context.isShared ? this.outermost(at) : undefined;
    return {
      line: this.tokens.line[at],
      within: plain && this.context.names.keep(plain.name),
    };
  }

  /** The outermost function around a token. */
  around(at: number): FunctionSpan | undefined {
    return this.functions.find(
      ({ bodyFrom, bodyTo }) => bodyFrom <= at && at <= bodyTo,
    );
  }

  /** The libraries and clients that statements bring in, each with the first statement that does. */
  imported<T extends Library | Client>(
    statements: readonly Import[],
    accepts: (entry: Library | Client, statement: Import) => entry is T,
  ): Map<T, Import> {
    const found = new Map<T, Import>();
    for (const statement of statements) {
      if (statement.typeOnly) continue;
      for (const entry of this.index.imported(statement.specifier)) {
        if (accepts(entry, statement) && !found.has(entry))
          found.set(entry, statement);
      }
    }
    return found;
  }

  /** Something that the import brings in is mentioned again, or it is imported for its effect. */
  isUsed({ names, from, to }: Import): boolean {
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

  importsAny(names: readonly string[]): boolean {
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

  private readonly retention = new Map<boolean, boolean>();

  /** Whether a name of the file, or of what its texts name, says that what is too old is deleted. */
  namesRetention(inTexts: boolean): boolean {
    let known = this.retention.get(inTexts);
    if (known === undefined) {
      const { tokens } = this;
      const seen = new Set<number>();
      known = false;
      for (let at = 0; at < tokens.count && !known; at += 1) {
        const isNamed =
          tokens.kind[at] === word || (inTexts && tokens.isText(at));
        if (!isNamed || seen.has(tokens.hash[at])) continue;
        seen.add(tokens.hash[at]);
        known = namesRetention(tokens.textOf(at));
      }
      this.retention.set(inTexts, known);
    }
    return known;
  }

  /** What must and must not stand in the brackets that a match opens. */
  holds(rule: Construct | Client, from: number, to: number): boolean {
    const { needed, forbidden } = this.index.inside(rule);
    if (!needed && !forbidden) return true;
    const [start, end] = lastGroup(this.tokens, from, to);
    if (needed && needed.search(this.tokens, start, end).length === 0)
      return false;
    return !forbidden || forbidden.search(this.tokens, start, end).length === 0;
  }

  /** What the code does that a match is handed, or that follows it. */
  handlerAt(
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

  private outermost(at: number): FunctionSpan | undefined {
    const span = this.around(at);
    return span && (!span.attached || this.context.isShared) ? span : undefined;
  }
}
