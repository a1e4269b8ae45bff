import { hashOf, mark, Tokens, word } from './Tokens';

/** A function as far as its text shows: from its name to the end of its body, in tokens. */
export interface FunctionSpan {
  name: string;
  nameAt: number;
  bodyFrom: number;
  bodyTo: number;
  /** It belongs to a class, or an annotation or decorator stands before it: a framework may call it. */
  attached: boolean;
}

const defHash = hashOf('def');
const classHash = hashOf('class');

const notNames = new Set([
  'if',
  'for',
  'while',
  'switch',
  'catch',
  'function',
  'return',
  'with',
  'using',
  'lock',
  'synchronized',
  'match',
  'else',
  'do',
  'try',
  'new',
  'await',
  'typeof',
  'super',
  'foreach',
  'when',
  'constructor',
  'elseif',
]);

/** The named functions of a file, in the order in which they start. */
export function functionsOf(tokens: Tokens): FunctionSpan[] {
  const { blocks, id } = tokens.syntax;
  if (blocks === 'indentation' || blocks === 'end') return byIndent(tokens);
  return id === 'javascript' ? javascript(tokens) : braces(tokens);
}

function byIndent(tokens: Tokens): FunctionSpan[] {
  const found: FunctionSpan[] = [];
  const python = tokens.syntax.id === 'python';
  /** Functions whose body is still open, with the column of their `def`. */
  const open: Array<{ span: FunctionSpan; column: number }> = [];
  let column = 0;
  let decorated = false;
  for (let at = 0; at < tokens.count; at += 1) {
    const indent = tokens.indent[at];
    if (indent >= 0) {
      column = indent;
      const closing = tokens.kind[at] === mark && !tokens.isMark(at, '@');
      while (
        !closing &&
        open.length > 0 &&
        open[open.length - 1].column >= indent
      ) {
        open.pop()!.span.bodyTo = at - 1;
      }
      if (tokens.isMark(at, '@')) decorated = true;
    }
    const hash = tokens.hash[at];
    if (hash !== defHash || tokens.kind[at] !== word) {
      if (indent >= 0 && hash === classHash) decorated = false;
      continue;
    }
    let nameAt = at + 1;
    if (!python && tokens.isWord(nameAt, 'self') && tokens.isMark(at + 2, '.'))
      nameAt = at + 3;
    if (tokens.kind[nameAt] !== word) continue;
    const parameters = tokens.isMark(nameAt + 1, '(') ? nameAt + 1 : nameAt;
    const span = {
      name: tokens.textOf(nameAt),
      nameAt,
      bodyFrom: parameters === nameAt ? nameAt + 1 : tokens.closeOf(parameters),
      bodyTo: tokens.count - 1,
      attached: decorated || column > 0,
    };
    decorated = false;
    found.push(span);
    open.push({ span, column });
  }
  return found;
}

function javascript(tokens: Tokens): FunctionSpan[] {
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

function add(
  tokens: Tokens,
  found: FunctionSpan[],
  nameAt: number,
  [bodyFrom, bodyTo]: [number, number],
  attached: boolean,
): void {
  found.push({
    name: tokens.textOf(nameAt),
    nameAt,
    bodyFrom,
    bodyTo,
    attached,
  });
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

/** Go, Java, Kotlin, C#, PHP and Rust: a name, parameters, and a block soon after them. */
function braces(tokens: Tokens): FunctionSpan[] {
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

/** The innermost function that holds the token, of functions in the order of their starts. */
export function enclosing(
  functions: readonly FunctionSpan[],
  at: number,
): FunctionSpan | undefined {
  let inner: FunctionSpan | undefined;
  for (const span of functions) {
    if (span.nameAt > at) break;
    if (span.bodyFrom <= at && at <= span.bodyTo) inner = span;
  }
  return inner;
}
