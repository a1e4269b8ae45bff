import { Syntax } from './Syntax';
import { mark, number, text, Tokens, word } from './Tokens';

const hashStart = -2128831035;
const hashFactor = 16777619;

/** 1 for what a word can start with, 2 for a digit, 3 for white space, 4 for a line end. */
const classes = new Uint8Array(128);
for (let code = 0; code < 128; code += 1) {
  const char = String.fromCharCode(code);
  if (/[A-Za-z_$]/.test(char)) classes[code] = 1;
  else if (/[0-9]/.test(char)) classes[code] = 2;
  else if (/\s/.test(char) || code < 32) classes[code] = 3;
}
classes[10] = 4;

/** Longer texts are not searched for as a whole. */
const maxHashed = 120;

/** How many open brackets a closing one of another kind may skip. */
const maxMismatch = 64;

/** Marks that are nothing else in any of the languages. */
const plainMarks = new Uint8Array(128);
for (const char of '(){}[];,.:=+-*>|^%~@\\') plainMarks[char.charCodeAt(0)] = 1;

const patternStarters = '(,=:[!&|?{};+-*~^<>%';
const patternWords = new Set([
  'return',
  'typeof',
  'case',
  'in',
  'of',
  'if',
  'unless',
  'when',
  'and',
  'or',
  'not',
]);

/**
 * Tells a source text into tokens, in one pass without looking back, so in time linear in its length. Whatever the
 * text is, it gives tokens: what is not closed ends with its line or with the text.
 */
export function lex(source: string, syntax: Syntax, into: Tokens): Tokens {
  into.reset(source, syntax);
  const state: Lexer = {
    source,
    syntax,
    tokens: into,
    at: 0,
    line: 1,
    lineStart: 0,
    fresh: true,
    opened: [],
    unclosed: new Map(),
    here: [],
  };
  skipRubyComment(state);
  const length = source.length;
  while (state.at < length) step(state);
  return into;
}

/** What opens `${…}` in Kotlin and `#{…}` in Ruby, which can hold quotes of their own. */
const placeholders: Record<string, number> = { kotlin: 36, ruby: 35 };

interface Lexer {
  source: string;
  syntax: Syntax;
  tokens: Tokens;
  at: number;
  line: number;
  lineStart: number;
  fresh: boolean;
  opened: number[];
  /** Quotes and slashes before these positions are known to be closed nowhere on their line. */
  unclosed: Map<number, number>;
  /** Terminators of here-documents that start on the next line. */
  here: string[];
}

function step(state: Lexer): void {
  const { source, at } = state;
  const code = source.charCodeAt(at);
  const kind = code < 128 ? classes[code] : 1;
  if (kind === 3) state.at += 1;
  else if (kind === 4) newLine(state);
  else if (kind === 1) readWord(state);
  else if (kind === 2) readNumber(state);
  else if (plainMarks[code] === 1) readMark(state, code);
  else if (!skipComment(state, code)) readTextOrMark(state, code);
}

function newLine(state: Lexer): void {
  state.at += 1;
  state.line += 1;
  state.lineStart = state.at;
  state.fresh = true;
  if (state.here.length > 0) readHereDocument(state);
  skipRubyComment(state);
}

/** `=begin` at the start of a line, to the line that starts with `=end`. */
function skipRubyComment(state: Lexer): void {
  if (state.syntax.id !== 'ruby') return;
  if (state.source.startsWith('=begin', state.at)) skipTo(state, '\n=end');
}

function push(
  state: Lexer,
  kind: number,
  start: number,
  end: number,
  line: number,
  hash: number,
): number {
  const indent = state.fresh ? start - state.lineStart : -1;
  state.fresh = false;
  return state.tokens.push(kind, start, end, line, Math.max(indent, -1), hash);
}

function readWord(state: Lexer): void {
  const { source } = state;
  const start = state.at;
  let at = start;
  let hash = hashStart;
  for (; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code < 128 && classes[code] !== 1 && classes[code] !== 2) break;
    hash = Math.imul(hash ^ code, hashFactor);
  }
  state.at = at;
  push(state, word, start, at, state.line, hash);
}

function readNumber(state: Lexer): void {
  const { source } = state;
  const start = state.at;
  let at = start;
  for (; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code >= 128 || (classes[code] !== 1 && classes[code] !== 2)) break;
  }
  state.at = at;
  push(state, number, start, at, state.line, 0);
}

/** Moves behind the next `end`, counting lines; to the end of the text where there is none. */
function skipTo(state: Lexer, end: string): void {
  const found = state.source.indexOf(end, state.at);
  moveTo(state, found < 0 ? state.source.length : found + end.length);
}

function moveTo(state: Lexer, target: number): void {
  const { source } = state;
  for (let at = state.at; at < target; at += 1) {
    if (source.charCodeAt(at) !== 10) continue;
    state.line += 1;
    state.lineStart = at + 1;
    state.fresh = true;
  }
  state.at = target;
}

function skipComment(state: Lexer, code: number): boolean {
  const { source, syntax, at } = state;
  const next = source.charCodeAt(at + 1);
  const slash = 47;
  const star = 42;
  const hash = 35;
  if (code === slash && next === star && syntax.blockComments !== 'none') {
    state.at += 2;
    if (syntax.blockComments === 'flat') skipTo(state, '*/');
    else skipNested(state);
    return true;
  }
  const isLine =
    (code === slash && next === slash && syntax.lineComments.includes('//')) ||
    (code === hash &&
      syntax.lineComments.includes('#') &&
      !(syntax.id === 'php' && next === 91));
  if (!isLine) return false;
  const end = source.indexOf('\n', at);
  state.at = end < 0 ? source.length : end;
  return true;
}

function skipNested(state: Lexer): void {
  const { source } = state;
  let depth = 1;
  let at = state.at;
  for (; depth > 0 && at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === 42 && source.charCodeAt(at + 1) === 47) {
      depth -= 1;
      at += 1;
    } else if (code === 47 && source.charCodeAt(at + 1) === 42) {
      depth += 1;
      at += 1;
    }
  }
  moveTo(state, Math.min(at, source.length));
}

function readTextOrMark(state: Lexer, code: number): void {
  const { source, syntax, at } = state;
  const char = source[at];
  if (syntax.id === 'python') dropPrefix(state);
  if (syntax.tripleQuotes && (char === '"' || char === "'")) {
    const triple = char.repeat(3);
    if (
      source.startsWith(triple, at) &&
      (char === '"' || syntax.id === 'python')
    ) {
      readUntil(state, 3, triple);
      return;
    }
  }
  if (syntax.quotes.includes(char)) {
    readQuoted(state, code, isVerbatim(state));
    return;
  }
  if (syntax.longQuotes.includes(char)) {
    if (char === '`' && syntax.id === 'javascript') readTemplate(state);
    else readQuoted(state, code, true);
    return;
  }
  if (char === "'" && syntax.id === 'rust') {
    readCharacter(state);
    return;
  }
  if (syntax.slashPatterns && char === '/' && startsPattern(state)) {
    readSlashPattern(state);
    return;
  }
  if (syntax.hereDocuments && char === '<') noteHereDocument(state);
  if (isSafeCall(state, char)) {
    state.at = source.indexOf('.', at);
    return;
  }
  readMark(state, code);
}

const prefix = /^(?:[rbuf]|rb|br|rf|fr)$/i;

/** In `r"^health"` and `f"..."`, what stands before a quote of Python belongs to the text. */
function dropPrefix(state: Lexer): void {
  const { source, at, tokens } = state;
  const last = tokens.count - 1;
  if (source[at] !== '"' && source[at] !== "'") return;
  if (!tokens.isWord(last) || tokens.end[last] !== at) return;
  if (at - tokens.start[last] > 2 || !prefix.test(tokens.textOf(last))) return;
  state.fresh = tokens.indent[last] >= 0;
  tokens.count = last;
}

/** A character of Rust, or else the start of a lifetime. */
function readCharacter(state: Lexer): void {
  const { source, at } = state;
  const close = source[at + 1] === '\\' ? source.indexOf("'", at + 3) : at + 2;
  if (source[close] === "'" && close - at < 12) {
    push(state, number, at, close + 1, state.line, 0);
    state.at = close + 1;
  } else {
    readMark(state, 39);
  }
}

/** `a?.b`, `a!.b`, `a!!.b` and `a&.b` are `a.b` to whoever searches for it. */
function isSafeCall({ source, at }: Lexer, char: string): boolean {
  if (char !== '?' && char !== '!' && char !== '&') return false;
  const next = source[at + 1];
  return next === '.'
    ? source[at + 2] !== '.'
    : char === '!' && next === '!' && source[at + 2] === '.';
}

function isVerbatim(state: Lexer): boolean {
  if (state.syntax.id !== 'csharp') return false;
  const before = state.source[state.at - 1];
  return (
    before === '@' || (before === '$' && state.source[state.at - 2] === '@')
  );
}

function readMark(state: Lexer, code: number): void {
  const { tokens, opened } = state;
  const at = push(state, mark, state.at, state.at + 1, state.line, 0);
  state.at += 1;
  if (code === 40 || code === 91 || code === 123) opened.push(at);
  if (code !== 41 && code !== 93 && code !== 125) return;
  const opener = code === 41 ? 40 : code - 2;
  const floor = Math.max(0, opened.length - maxMismatch);
  for (let depth = opened.length - 1; depth >= floor; depth -= 1) {
    const open = opened[depth];
    if (tokens.source.charCodeAt(tokens.start[open]) !== opener) continue;
    tokens.partner[open] = at;
    tokens.partner[at] = open;
    opened.length = depth;
    return;
  }
}

function pushText(
  state: Lexer,
  start: number,
  end: number,
  line: number,
): void {
  let hash = 0;
  if (end - start <= maxHashed) {
    hash = hashStart;
    for (let at = start; at < end; at += 1) {
      hash = Math.imul(hash ^ state.source.charCodeAt(at), hashFactor);
    }
  }
  push(state, text, start, end, line, hash);
}

function readUntil(state: Lexer, open: number, close: string): void {
  const { source, line } = state;
  const start = state.at + open;
  const found = source.indexOf(close, start);
  const end = found < 0 ? source.length : found;
  pushText(state, start, end, line);
  moveTo(state, Math.min(source.length, end + close.length));
  state.fresh = false;
}

function readQuoted(state: Lexer, quote: number, long: boolean): void {
  const { source, line, syntax } = state;
  const start = state.at + 1;
  const verbatim = isVerbatim(state);
  if (state.at < (state.unclosed.get(quote) ?? 0)) {
    readMark(state, quote);
    return;
  }
  const placeholder = quote === 34 ? placeholders[syntax.id] ?? -1 : -1;
  let hash = hashStart;
  let lines = 0;
  let at = start;
  for (; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === quote) break;
    hash = Math.imul(hash ^ code, hashFactor);
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
      hash = Math.imul(hash ^ escaped, hashFactor);
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

const maxPlaceholder = 300;

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

/** A template is one string, with whatever its placeholders hold. */
function readTemplate(state: Lexer): void {
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

function startsPattern({ tokens, syntax, source, at }: Lexer): boolean {
  const last = tokens.count - 1;
  if (last < 0) return true;
  if (tokens.kind[last] === mark) {
    return patternStarters.includes(source[tokens.start[last]]);
  }
  if (tokens.kind[last] !== word) return false;
  return (
    patternWords.has(tokens.textOf(last)) ||
    (syntax.id === 'ruby' && source[at - 1] === ' ' && source[at + 1] !== ' ')
  );
}

function readSlashPattern(state: Lexer): void {
  const { source } = state;
  let inClass = false;
  let at = state.at + 1;
  const known = state.at < (state.unclosed.get(47) ?? 0);
  for (; !known && at < source.length; at += 1) {
    const char = source[at];
    if (char === '\n') break;
    if (char === '\\') at += 1;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) {
      push(state, number, state.at, at + 1, state.line, 0);
      state.at = at + 1;
      return;
    }
  }
  state.unclosed.set(47, Math.max(at, state.unclosed.get(47) ?? 0));
  readMark(state, 47);
}

const maxHereDocuments = 20;

function noteHereDocument(state: Lexer): void {
  const { source, at, syntax } = state;
  const open = syntax.id === 'php' ? '<<<' : '<<';
  if (!source.startsWith(open, at) || state.here.length >= maxHereDocuments)
    return;
  let from = at + open.length;
  if (syntax.id === 'ruby') {
    if (source[from] !== '~' && source[from] !== '-') return;
    from += 1;
  }
  while (source[from] === "'" || source[from] === '"' || source[from] === ' ')
    from += 1;
  let to = from;
  while (to - from < 60 && isWordAt(source, to)) to += 1;
  if (to > from) state.here.push(source.slice(from, to));
}

function isWordAt(source: string, at: number): boolean {
  const code = source.charCodeAt(at);
  return code < 128 && (classes[code] === 1 || classes[code] === 2);
}

/** The text of a here-document ends with the line that holds its terminator. */
function readHereDocument(state: Lexer): void {
  const { source } = state;
  const terminator = state.here.shift()!;
  const start = state.at;
  const { line } = state;
  let at = start;
  while (at < source.length) {
    const found = source.indexOf('\n', at);
    const end = found < 0 ? source.length : found;
    if (
      source
        .slice(at, Math.min(end, at + 200))
        .trim()
        .startsWith(terminator)
    )
      break;
    at = end + 1;
  }
  const end = Math.min(at, source.length);
  pushText(state, start, end, line);
  const lineEnd = source.indexOf('\n', end);
  moveTo(state, lineEnd < 0 ? source.length : lineEnd);
}
