import { number, word } from '../Tokens';
import { classes } from './characters';
import { hashOfNothing, hashWith } from './hash';
import { Lexer, push } from './Lexer';

export function readWord(state: Lexer): void {
  const { source } = state;
  const start = state.at;
  let at = start;
  let hash = hashOfNothing;
  for (; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code < 128 && classes[code] !== 1 && classes[code] !== 2) break;
    hash = hashWith(hash, code);
  }
  state.at = at;
  push(state, word, start, at, state.line, hash);
}

export function readNumber(state: Lexer): void {
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
