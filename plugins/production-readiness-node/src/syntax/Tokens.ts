import { Syntax } from './Syntax';

/** Kinds of tokens. Comments and white space are none. */
export const word = 1;
export const text = 2;
export const number = 3;
export const mark = 4;

/**
 * A source text as words, strings, numbers and single marks, with their lines. Parallel arrays, because there are
 * many tokens and nothing of them is kept after a file was seen. A string token spans what stands between its quotes.
 */
export class Tokens {
  count = 0;
  kind = new Uint8Array(4096);
  start = new Int32Array(4096);
  end = new Int32Array(4096);
  line = new Int32Array(4096);
  /** Column of the first token of a line, -1 for the others. */
  indent = new Int32Array(4096);
  /** Hash of the text of words and strings, 0 for the others. */
  hash = new Int32Array(4096);
  /** For a bracket, the token that closes or opens it; -1 where there is none. */
  partner = new Int32Array(4096);
  source = '';
  syntax!: Syntax;

  reset(source: string, syntax: Syntax): void {
    this.source = source;
    this.syntax = syntax;
    this.count = 0;
  }

  push(
    kind: number,
    start: number,
    end: number,
    line: number,
    indent: number,
    hash: number,
  ): number {
    if (this.count === this.kind.length) this.grow();
    const at = this.count;
    this.count += 1;
    this.kind[at] = kind;
    this.start[at] = start;
    this.end[at] = end;
    this.line[at] = line;
    this.indent[at] = indent;
    this.hash[at] = hash;
    this.partner[at] = -1;
    return at;
  }

  /** The text of a token; a slice that keeps the whole source alive, so copy what is to be kept. */
  textOf(at: number): string {
    return at >= 0 && at < this.count
      ? this.source.slice(this.start[at], this.end[at])
      : '';
  }

  isWord(at: number, expected?: string): boolean {
    return (
      at >= 0 &&
      at < this.count &&
      this.kind[at] === word &&
      (expected === undefined || this.spans(at, expected))
    );
  }

  isMark(at: number, expected: string): boolean {
    return (
      at >= 0 &&
      at < this.count &&
      this.kind[at] === mark &&
      this.source.charCodeAt(this.start[at]) === expected.charCodeAt(0)
    );
  }

  isText(at: number): boolean {
    return at >= 0 && at < this.count && this.kind[at] === text;
  }

  /** Whether the token's text is exactly `expected`, without making a string of it. */
  spans(at: number, expected: string): boolean {
    return (
      this.end[at] - this.start[at] === expected.length &&
      this.source.startsWith(expected, this.start[at])
    );
  }

  /** The last token of the group that `open` opens, or the last token where it is never closed. */
  closeOf(open: number): number {
    return this.partner[open] > open ? this.partner[open] : this.count - 1;
  }

  private grow(): void {
    const size = this.kind.length * 2;
    const kind = new Uint8Array(size);
    kind.set(this.kind);
    this.kind = kind;
    for (const name of [
      'start',
      'end',
      'line',
      'indent',
      'hash',
      'partner',
    ] as const) {
      const larger = new Int32Array(size);
      larger.set(this[name]);
      this[name] = larger;
    }
  }
}

/** FNV-1a over UTF-16 units. */
export function hashOf(value: string): number {
  let hash = -2128831035;
  for (let at = 0; at < value.length; at += 1) {
    hash = Math.imul(hash ^ value.charCodeAt(at), 16777619);
  }
  return hash;
}
