import { Tokens, word } from '../Tokens';
import { add, FunctionSpan, notNames } from './FunctionSpan';

/** Declarations, methods, and function expressions that are given to a name. */
export function inJavaScript(tokens: Tokens): FunctionSpan[] {
  const found: FunctionSpan[] = [];
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.kind[at] !== word) continue;
    const named = tokens.isWord(at - 1, 'function');
    const starred =
      tokens.isMark(at - 1, '*') && tokens.isWord(at - 2, 'function');
    if (tokens.isMark(at + 1, '(')) {
      const name = tokens.textOf(at);
      if (notNames.has(name)) continue;
      const body = bodyAfter(tokens, tokens.closeOf(at + 1) + 1);
      if (body !== undefined) {
        const attached =
          !named &&
          !starred &&
          (tokens.indent[at] > 0 || tokens.isWord(at - 1, 'async'));
        add(tokens, found, at, body, attached);
      }
      continue;
    }
    const assigned = valueAfterName(tokens, at);
    if (assigned === undefined) continue;
    const body = functionValue(tokens, assigned);
    if (body !== undefined) add(tokens, found, at, body, false);
  }
  return found;
}

/** `{ … }` at `at`, with a type annotation before it. */
function bodyAfter(tokens: Tokens, at: number): [number, number] | undefined {
  let next = at;
  if (tokens.isMark(next, ':')) {
    for (let steps = 0; steps < 40; steps += 1) {
      next += 1;
      if (tokens.isMark(next, '<') || tokens.isMark(next, '>')) continue;
      if (tokens.isMark(next, '{')) break;
      if (tokens.isMark(next, ';') || tokens.isMark(next, ')'))
        return undefined;
      if (next >= tokens.count) return undefined;
    }
  }
  return tokens.isMark(next, '{') && tokens.partner[next] > next
    ? [next, tokens.partner[next]]
    : undefined;
}

/** Where the value starts that is given to the name at `at`: `name = …`, `name: Type = …`, `name: …`. */
function valueAfterName(tokens: Tokens, at: number): number | undefined {
  if (tokens.isMark(at + 1, '=')) {
    return tokens.isMark(at + 2, '=') || tokens.isMark(at + 2, '>')
      ? undefined
      : at + 2;
  }
  if (!tokens.isMark(at + 1, ':')) return undefined;
  for (let next = at + 2; next < at + 14; next += 1) {
    if (tokens.isMark(next, '=') && !tokens.isMark(next + 1, '>'))
      return next + 1;
    if (
      tokens.isMark(next, ';') ||
      tokens.isMark(next, ',') ||
      tokens.isMark(next, '(')
    )
      break;
  }
  return at + 2;
}

/** The body where a function expression starts at `at`; also the one inside a wrapper such as `catchAsync(…)`. */
function functionValue(
  tokens: Tokens,
  from: number,
): [number, number] | undefined {
  let at = from;
  if (tokens.isWord(at, 'async')) at += 1;
  if (tokens.isWord(at, 'function')) {
    at += 1;
    if (tokens.isMark(at, '*')) at += 1;
    if (tokens.kind[at] === word) at += 1;
    return tokens.isMark(at, '(')
      ? bodyAfter(tokens, tokens.closeOf(at) + 1)
      : undefined;
  }
  if (tokens.isMark(at, '(')) return arrowBody(tokens, tokens.closeOf(at) + 1);
  if (tokens.kind[at] !== word) return undefined;
  if (tokens.isMark(at + 1, '=') && tokens.isMark(at + 2, '>'))
    return arrowBody(tokens, at + 1);
  const call = tokens.isMark(at + 1, '(') ? at + 1 : -1;
  if (call < 0 || tokens.partner[call] < 0) return undefined;
  const inner = call + 1 + Number(tokens.isWord(call + 1, 'async'));
  const isFunction =
    tokens.isWord(inner, 'function') ||
    (tokens.isMark(inner, '(') &&
      tokens.isMark(tokens.closeOf(inner) + 1, '='));
  return isFunction ? [call, tokens.partner[call]] : undefined;
}

function arrowBody(tokens: Tokens, from: number): [number, number] | undefined {
  let at = from;
  if (tokens.isMark(at, ':')) {
    for (let steps = 0; steps < 30 && !tokens.isMark(at, '='); steps += 1)
      at += 1;
  }
  if (!tokens.isMark(at, '=') || !tokens.isMark(at + 1, '>')) return undefined;
  at += 2;
  if (tokens.isMark(at, '{')) return [at, tokens.closeOf(at)];
  if (tokens.isMark(at, '(')) return [at, tokens.closeOf(at)];
  let end = at;
  while (
    end < tokens.count &&
    end < at + 200 &&
    !tokens.isMark(end, ';') &&
    (end === at || tokens.indent[end] < 0 || tokens.isMark(end, '.'))
  ) {
    end = tokens.partner[end] > end ? tokens.partner[end] + 1 : end + 1;
  }
  return [at, Math.min(end, tokens.count) - 1];
}
