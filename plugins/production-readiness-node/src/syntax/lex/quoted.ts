import { number, text } from '../Tokens';
import { hashOfNothing, hashWith } from './hash';
import { Lexer, maxHashed, moveTo, push, pushText, readMark } from './Lexer';

/** What opens `${…}` in Kotlin and `#{…}` in Ruby, which can hold quotes of their own. */
const placeholders: Record<string, number> = { kotlin: 36, ruby: 35 };
const maxPlaceholder = 300;
const prefix = /^(?:[rbuf]|rb|br|rf|fr)$/i;

export function readQuoted(state: Lexer, quote: number, long: boolean): void {
  const { source, line, syntax } = state;
  const start = state.at + 1;
  const verbatim = isVerbatim(state);
  if (state.at < (state.unclosed.get(quote) ?? 0)) {
    readMark(state, quote);
    return;
  }
  const placeholder = quote === 34 ? placeholders[syntax.id] ?? -1 : -1;
  let hash = hashOfNothing;
  let lines = 0;
  let at = start;
  for (; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === quote) break;
    hash = hashWith(hash, code);
    if (code === 10) {
      if (!long) {
        // An apostrophe in text: no string at all.
        state.unclosed.set(quote, at);
        readMark(state, quote);
        return;
      }
      lines += 1;
    } else if (code === 92 && !verbatim) {
      at += 1;
      const escaped = source.charCodeAt(at);
      if (escaped === 10) lines += 1;
      hash = hashWith(hash, escaped);
    } else if (code === placeholder && source.charCodeAt(at + 1) === 123) {
      at = placeholderEnd(source, at);
    }
  }
  const end = Math.min(at, source.length);
  push(state, text, start, end, line, end - start <= maxHashed ? hash : 0);
  if (lines > 0) moveTo(state, Math.min(source.length, end + 1));
  else state.at = Math.min(source.length, end + 1);
  state.fresh = false;
}

function placeholderEnd(source: string, from: number): number {
  let depth = 0;
  const end = Math.min(source.length, from + maxPlaceholder);
  for (let at = from + 1; at < end; at += 1) {
    if (source[at] === '{') depth += 1;
    else if (source[at] === '}') {
      depth -= 1;
      if (depth === 0) return at;
    } else if (source[at] === '\n') break;
  }
  return from;
}

export function readUntil(state: Lexer, open: number, close: string): void {
  const { source, line } = state;
  const start = state.at + open;
  const found = source.indexOf(close, start);
  const end = found < 0 ? source.length : found;
  pushText(state, start, end, line);
  moveTo(state, Math.min(source.length, end + close.length));
  state.fresh = false;
}

/** A template is one string, with whatever its placeholders hold. */
export function readTemplate(state: Lexer): void {
  const { source, line } = state;
  const start = state.at + 1;
  let depth = 0;
  let at = start;
  for (; at < source.length; at += 1) {
    const char = source[at];
    if (char === '\\') at += 1;
    else if (char === '$' && source[at + 1] === '{') {
      depth += 1;
      at += 1;
    } else if (char === '}' && depth > 0) depth -= 1;
    else if (char === '`' && depth === 0) break;
  }
  const end = Math.min(at, source.length);
  pushText(state, start, end, line);
  moveTo(state, Math.min(source.length, end + 1));
  state.fresh = false;
}

/** A character of Rust, or else the start of a lifetime. */
export function readCharacter(state: Lexer): void {
  const { source, at } = state;
  const close = source[at + 1] === '\\' ? source.indexOf("'", at + 3) : at + 2;
  if (source[close] === "'" && close - at < 12) {
    push(state, number, at, close + 1, state.line, 0);
    state.at = close + 1;
  } else {
    readMark(state, 39);
  }
}

export function isVerbatim(state: Lexer): boolean {
  if (state.syntax.id !== 'csharp') return false;
  const before = state.source[state.at - 1];
  return (
    before === '@' || (before === '$' && state.source[state.at - 2] === '@')
  );
}

/** In `r"^health"` and `f"..."`, what stands before a quote of Python belongs to the text. */
export function dropPrefix(state: Lexer): void {
  const { source, at, tokens } = state;
  const last = tokens.count - 1;
  if (source[at] !== '"' && source[at] !== "'") return;
  if (!tokens.isWord(last) || tokens.end[last] !== at) return;
  if (at - tokens.start[last] > 2 || !prefix.test(tokens.textOf(last))) return;
  state.fresh = tokens.indent[last] >= 0;
  tokens.count = last;
}
