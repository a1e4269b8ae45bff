import { Tokens, word } from '../Tokens';
import { add, FunctionSpan, notNames } from './FunctionSpan';

/** Go, Java, Kotlin, C#, PHP and Rust: a name, parameters, and a block soon after them. */
export function inBraces(tokens: Tokens): FunctionSpan[] {
  const found: FunctionSpan[] = [];
  const { id } = tokens.syntax;
  const keyword = { go: 'func', kotlin: 'fun', php: 'function', rust: 'fn' }[
    id as string
  ];
  for (let at = 1; at < tokens.count; at += 1) {
    if (tokens.kind[at] !== word) continue;
    let open = at + 1;
    if (tokens.isMark(open, '<') || (id === 'go' && tokens.isMark(open, '[')))
      open = afterTypeParameters(tokens, open);
    if (!tokens.isMark(open, '(')) continue;
    const before = at - 1;
    const method = id === 'go' && tokens.isMark(before, ')');
    if (keyword) {
      const declared =
        tokens.isWord(before, keyword) ||
        (method && tokens.isWord(tokens.partner[before] - 1, keyword)) ||
        (id === 'kotlin' && tokens.isMark(before, '.'));
      if (!declared) continue;
    } else if (
      tokens.kind[before] !== word &&
      !tokens.isMark(before, '>') &&
      !tokens.isMark(before, ']') &&
      !tokens.isMark(before, '?')
    ) {
      continue;
    }
    const name = tokens.textOf(at);
    if (notNames.has(name) || notNames.has(tokens.textOf(before))) continue;
    const body = blockAfter(tokens, tokens.closeOf(open) + 1);
    if (body) add(tokens, found, at, body, id !== 'go' || method);
  }
  return found;
}

function afterTypeParameters(tokens: Tokens, open: number): number {
  for (let at = open + 1; at < open + 30; at += 1) {
    if (tokens.isMark(at, '(') && !tokens.isMark(at - 1, ',')) return at;
  }
  return open;
}

/** The block of a function whose parameters end before `at`; also `= expression` and `=> expression`. */
function blockAfter(
  tokens: Tokens,
  from: number,
): [number, number] | undefined {
  for (let at = from; at < from + 60 && at < tokens.count; at += 1) {
    if (tokens.isMark(at, '{')) {
      return tokens.partner[at] > at ? [at, tokens.partner[at]] : undefined;
    }
    if (tokens.isMark(at, '=')) return [at, expressionEnd(tokens, at + 1)];
    if (
      tokens.isMark(at, ';') ||
      tokens.isMark(at, '}') ||
      tokens.isMark(at, ')')
    )
      return undefined;
    if (tokens.partner[at] > at) at = tokens.partner[at];
  }
  return undefined;
}

function expressionEnd(tokens: Tokens, from: number): number {
  let at = from;
  while (at < tokens.count && at < from + 400) {
    if (tokens.isMark(at, ';') || tokens.isMark(at, '}')) break;
    if (
      at > from + 1 &&
      tokens.indent[at] >= 0 &&
      !tokens.isMark(at, '.') &&
      !tokens.isMark(at, '?')
    )
      break;
    at = tokens.partner[at] > at ? tokens.partner[at] + 1 : at + 1;
  }
  return Math.min(at, tokens.count) - 1;
}
