import { Tokens, word } from '../../../syntax/Tokens';

/** Where a deadline is set that a name holds, as tokens. */
type Origins = ReadonlySet<number>;

/** Tokens of one statement or of what is handed to one call. */
const mostTokens = 400;
const mostNames = 40;
const deepest = 100;
const none: Origins = new Set();
/** What a call gives beside a context. */
const beside = /^(?:_|cancel\w*|stop|err\w*|\w*Err)$/;
const notCalls = /^(?:func|if|for|switch|select|return|go|defer|case|range)$/;

/**
 * Follows the contexts of Go that have a deadline through the blocks of a file: from the name that one is given,
 * over the contexts that are made of it, to the calls that it is handed to.
 */
export class DeadlineFlow {
  /** The brackets of the calls that are handed one. */
  private readonly handed = new Set<number>();
  /** The same by where the deadline is set. */
  private readonly takers = new Map<number, number[]>();
  private names = new Map<number, Origins>();
  private readonly outer: Array<Map<number, Origins>> = [];

  /** @param sets - the tokens at which deadlines are set */
  constructor(
    private readonly tokens: Tokens,
    private readonly sets: ReadonlySet<number>,
  ) {
    if (sets.size === 0) return;
    const shadows = new Map<number, number[]>();
    for (let at = 0; at < tokens.count; at += 1) {
      if (tokens.isWord(at, 'func')) this.noteParameters(at, shadows);
      else if (tokens.isMark(at, '{')) this.enter(shadows.get(at));
      else if (tokens.isMark(at, '}'))
        this.names = this.outer.pop() ?? this.names;
      else if (tokens.isMark(at, '=')) this.assign(at);
      else if (tokens.isMark(at, '(')) this.call(at);
    }
  }

  /** Whether the call whose bracket it is gets a context with a deadline. */
  isHanded(open: number): boolean {
    return this.handed.has(open);
  }

  /** Whether a deadline that is set is for nothing but some calls, by their brackets. */
  isOnlyFor(set: number, calls: ReadonlySet<number>): boolean {
    const takers = this.takers.get(set) ?? [];
    return takers.length > 0 && takers.every(open => calls.has(open));
  }

  /** The names of what is called between two tokens and gets such a context each time, as hashes. */
  bounded(from: number, to: number): number[] {
    const { tokens } = this;
    const names = new Set<number>();
    if (this.handed.size === 0) return [];
    for (let open = from + 1; open < to; open += 1) {
      if (this.handed.has(open)) names.add(tokens.hash[open - 1]);
    }
    for (let at = from; at <= to && names.size > 0; at += 1) {
      const isFree = tokens.isMark(at + 1, '(') && !this.handed.has(at + 1);
      if (tokens.kind[at] === word && isFree) names.delete(tokens.hash[at]);
    }
    return [...names];
  }

  private enter(hidden: readonly number[] = []): void {
    this.outer.push(this.names);
    if (this.outer.length > deepest) return;
    this.names = new Map(this.names);
    hidden.forEach(name => this.names.delete(name));
  }

  /** What a function calls its parameters is something else in its block. */
  private noteParameters(at: number, shadows: Map<number, number[]>): void {
    const { tokens } = this;
    const hidden: number[] = [];
    const { line } = tokens;
    let last = line[at];
    for (
      let next = at + 1;
      next < tokens.count && line[next] === last;
      next += 1
    ) {
      if (tokens.isMark(next, '{')) {
        shadows.set(next, hidden);
        return;
      }
      if (!tokens.isMark(next, '(')) continue;
      const close = Math.min(tokens.closeOf(next), next + mostTokens);
      for (let inner = next + 1; inner < close; inner += 1) {
        if (tokens.kind[inner] === word) hidden.push(tokens.hash[inner]);
      }
      next = close;
      last = line[close];
    }
  }

  private assign(at: number): void {
    const { tokens } = this;
    const isNew = tokens.isMark(at - 1, ':');
    const names = this.assigned(isNew ? at - 2 : at - 1);
    if (names.length === 0) return;
    const origins = this.originsIn(at + 1, this.endOfStatement(at + 1));
    for (const name of names) {
      // A name from outside the block keeps what it is given in it.
      const places = isNew
        ? [this.names]
        : [this.names, ...this.outer.slice(-deepest)];
      for (const place of places) {
        if (origins.size > 0 && place.size < mostNames)
          place.set(name, origins);
        else if (place === this.names) place.delete(name);
      }
    }
  }

  /** The names before `=` that may be contexts. */
  private assigned(last: number): number[] {
    const { tokens } = this;
    const names: number[] = [];
    for (let at = last; tokens.kind[at] === word; at -= 2) {
      if (tokens.isMark(at - 1, '.')) return [];
      if (!beside.test(tokens.textOf(at))) names.push(tokens.hash[at]);
      if (!tokens.isMark(at - 1, ',')) break;
    }
    return names;
  }

  private endOfStatement(from: number): number {
    const { tokens } = this;
    let at = from;
    while (at < Math.min(tokens.count, from + mostTokens)) {
      if (tokens.isMark(at, ';') || tokens.isMark(at, '{')) break;
      if (at > from && tokens.indent[at] >= 0) break;
      at = tokens.partner[at] > at ? tokens.partner[at] + 1 : at + 1;
    }
    return at - 1;
  }

  private call(open: number): void {
    const { tokens } = this;
    if (tokens.kind[open - 1] !== word || this.isSetting(open)) return;
    if (notCalls.test(tokens.textOf(open - 1))) return;
    const origins = this.originsIn(open + 1, tokens.closeOf(open) - 1);
    if (origins.size > 0) this.handed.add(open);
    for (const origin of origins) {
      const takers = this.takers.get(origin);
      if (takers) takers.push(open);
      else this.takers.set(origin, [open]);
    }
  }

  /** `context.WithTimeout(` */
  private isSetting(open: number): boolean {
    return [1, 2, 3].some(back => this.sets.has(open - back));
  }

  /** The deadlines that stand between two tokens, or that names there hold; not in functions that are written there. */
  private originsIn(from: number, to: number): Origins {
    const { tokens } = this;
    let found: Set<number> | undefined;
    const end = Math.min(to, from + mostTokens);
    for (let at = from; at <= end; at += 1) {
      if (tokens.isMark(at, '{') && tokens.partner[at] > at) {
        at = tokens.partner[at];
        continue;
      }
      if (tokens.kind[at] !== word || tokens.isMark(at - 1, '.')) continue;
      const origins = this.sets.has(at)
        ? [at]
        : this.names.get(tokens.hash[at]);
      for (const origin of origins ?? []) {
        found ??= new Set();
        if (found.size < mostNames) found.add(origin);
      }
    }
    return found ?? none;
  }
}
