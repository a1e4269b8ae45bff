import { compilePattern, matchPattern, Pattern } from './pattern';
import { hashOf, text, Tokens } from './Tokens';

/** A place where a pattern was found: tokens `from` up to, not including, `to`. */
export interface Match<T> {
  value: T;
  from: number;
  to: number;
}

/** Steps of comparison per file, after which the rest of it is not searched. */
const maxSteps = 5_000_000;

/** Many patterns that are searched for in one pass over the tokens. */
export class PatternIndex<T> {
  private readonly byKey = new Map<
    number,
    Array<{ pattern: Pattern; value: T }>
  >();

  private readonly anyText: Array<{ pattern: Pattern; value: T }> = [];

  add(source: string, value: T): void {
    const pattern = compilePattern(source);
    if (pattern.keys.length === 0) this.anyText.push({ pattern, value });
    for (const key of pattern.keys) {
      const hash = hashOf(key);
      const entries = this.byKey.get(hash);
      if (entries) entries.push({ pattern, value });
      else this.byKey.set(hash, [{ pattern, value }]);
    }
  }

  /** All matches between two tokens, in the order of their keys. */
  search(
    tokens: Tokens,
    from = 0,
    to = tokens.count - 1,
    accepts: (value: T) => boolean = () => true,
  ): Array<Match<T>> {
    const found: Array<Match<T>> = [];
    const budget = { steps: maxSteps };
    for (let at = from; at <= to; at += 1) {
      const hash = tokens.hash[at];
      if (hash === 0 && tokens.kind[at] !== text) continue;
      const keyed = this.byKey.get(hash);
      const isText = this.anyText.length > 0 && tokens.kind[at] === text;
      if (!keyed && !isText) continue;
      const entries = isText ? [...(keyed ?? []), ...this.anyText] : keyed!;
      for (const { pattern, value } of entries) {
        if (!accepts(value)) continue;
        if (budget.steps <= 0) return found;
        const match = matchPattern(pattern, tokens, at, budget);
        if (match && match.from >= from && match.to - 1 <= to)
          found.push({ value, ...match });
      }
    }
    return found;
  }
}
