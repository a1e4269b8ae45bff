import { Syntax } from '../Syntax';
import { mark, text, Tokens } from '../Tokens';
import { hashOfNothing, hashWith } from './hash';

/** Longer texts are not searched for as a whole. */
export const maxHashed = 120;

/** How many open brackets a closing one of another kind may skip. */
const maxMismatch = 64;

/** How far a source text has been told into tokens, and what is open there. */
export interface Lexer {
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

export function push(
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

export function pushText(
  state: Lexer,
  start: number,
  end: number,
  line: number,
): void {
  let hash = 0;
  if (end - start <= maxHashed) {
    hash = hashOfNothing;
    for (let at = start; at < end; at += 1) {
      hash = hashWith(hash, state.source.charCodeAt(at));
    }
  }
  push(state, text, start, end, line, hash);
}

export function readMark(state: Lexer, code: number): void {
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

/** Moves behind the next `end`, counting lines; to the end of the text where there is none. */
export function skipTo(state: Lexer, end: string): void {
  const found = state.source.indexOf(end, state.at);
  moveTo(state, found < 0 ? state.source.length : found + end.length);
}

export function moveTo(state: Lexer, target: number): void {
  const { source } = state;
  for (let at = state.at; at < target; at += 1) {
    if (source.charCodeAt(at) !== 10) continue;
    state.line += 1;
    state.lineStart = at + 1;
    state.fresh = true;
  }
  state.at = target;
}
