import { classes } from './lex/characters';
import { skipComment, skipRubyComment } from './lex/comments';
import { noteHereDocument, readHereDocument } from './lex/hereDocuments';
import { Lexer, readMark } from './lex/Lexer';
import { readSlashPattern, startsPattern } from './lex/patterns';
import {
  dropPrefix,
  isVerbatim,
  readCharacter,
  readQuoted,
  readTemplate,
  readUntil,
} from './lex/quoted';
import { readNumber, readWord } from './lex/words';
import { Syntax } from './Syntax';
import { Tokens } from './Tokens';

/** Marks that are nothing else in any of the languages. */
const plainMarks = new Uint8Array(128);
for (const char of '(){}[];,.:=+-*>|^%~@\\') plainMarks[char.charCodeAt(0)] = 1;

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

/** `a?.b`, `a!.b`, `a!!.b` and `a&.b` are `a.b` to whoever searches for it. */
function isSafeCall({ source, at }: Lexer, char: string): boolean {
  if (char !== '?' && char !== '!' && char !== '&') return false;
  const next = source[at + 1];
  return next === '.'
    ? source[at + 2] !== '.'
    : char === '!' && next === '!' && source[at + 2] === '.';
}
