import { mark, number, word } from '../Tokens';
import { Lexer, push, readMark } from './Lexer';

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

export function startsPattern({ tokens, syntax, source, at }: Lexer): boolean {
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

export function readSlashPattern(state: Lexer): void {
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
