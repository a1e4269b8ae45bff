import { hashOf, mark, number, text, Tokens, word } from './Tokens';

/**
 * A pattern of code, written as the code itself: `process.on('SIGTERM'`, `new CircuitBreaker(`,
 * `FastAPI(... lifespan=`. White space and comments do not count. `a|b` stands for either of two words or strings,
 * `$` for any word, `'*'` for any string (a `*` at either end of a string for any text), and `...` for anything
 * inside the same brackets. A `^` at the start asks that no `.` stands before it.
 */
export interface Pattern {
  source: string;
  elements: Element[];
  /** The element that a file is searched for, and the texts that it can have. */
  keyAt: number;
  /** None where any string may be it. */
  keys: string[];
  /** Not a member of something. */
  free: boolean;
}

type Element =
  | { is: 'word' | 'string'; texts: string[]; hashes: number[] }
  | { is: 'wild-string'; texts: string[] }
  | { is: 'any-word' }
  | { is: 'mark'; text: string }
  | { is: 'number'; text: string }
  | { is: 'skip' };

const space = ' \t\n';
const wordChar = (char: string) => /[A-Za-z0-9_]/.test(char);

/** @throws Error for a pattern that names no word or string to search for */
export function compilePattern(source: string): Pattern {
  const elements: Element[] = [];
  const free = source.startsWith('^');
  let at = Number(free);
  while (at < source.length) {
    const char = source[at];
    if (space.includes(char)) {
      at += 1;
    } else if (source.startsWith('...', at)) {
      elements.push({ is: 'skip' });
      at += 3;
    } else if (char === "'") {
      const end = source.indexOf("'", at + 1);
      if (end < 0) throw new Error(`${source}: a string is not closed`);
      addString(elements, source.slice(at + 1, end));
      at = end + 1;
    } else if (/[0-9]/.test(char)) {
      const from = at;
      while (at < source.length && wordChar(source[at])) at += 1;
      elements.push({ is: 'number', text: source.slice(from, at) });
    } else if (
      wordChar(char) ||
      (char === '$' && wordChar(source[at + 1] ?? ' '))
    ) {
      const from = at;
      at += 1;
      while (at < source.length && wordChar(source[at])) at += 1;
      addWord(elements, source.slice(from, at));
    } else if (char === '$') {
      elements.push({ is: 'any-word' });
      at += 1;
    } else {
      elements.push({ is: 'mark', text: char });
      at += 1;
    }
  }
  const merged = mergeAlternatives(elements);
  return { source, elements: merged, free, ...keyOf(merged, source) };
}

function addString(elements: Element[], value: string): void {
  if (value.includes('*')) elements.push({ is: 'wild-string', texts: [value] });
  else elements.push({ is: 'string', texts: [value], hashes: [hashOf(value)] });
}

function addWord(elements: Element[], value: string): void {
  elements.push({ is: 'word', texts: [value], hashes: [hashOf(value)] });
}

function mergeAlternatives(elements: Element[]): Element[] {
  const merged: Element[] = [];
  for (let at = 0; at < elements.length; at += 1) {
    const element = elements[at];
    const last = merged[merged.length - 1];
    const next = elements[at + 1];
    const isBar = element.is === 'mark' && element.text === '|';
    if (isBar && last && next && 'texts' in last && last.is === next.is) {
      last.texts.push(...next.texts);
      if ('hashes' in last && 'hashes' in next)
        last.hashes.push(...next.hashes);
      at += 1;
    } else {
      merged.push(element);
    }
  }
  return merged;
}

function keyOf(
  elements: Element[],
  source: string,
): { keyAt: number; keys: string[] } {
  let best = -1;
  let bestLength = 0;
  for (let at = 0; at < elements.length; at += 1) {
    const element = elements[at];
    if (element.is === 'skip') break;
    if (element.is !== 'word' && element.is !== 'string') continue;
    const length = Math.min(...element.texts.map(key => key.length));
    if (length > bestLength) {
      best = at;
      bestLength = length;
    }
  }
  if (best < 0) {
    const wild = elements.findIndex(({ is }) => is === 'wild-string');
    if (wild < 0) throw new Error(`${source}: no word or string to search for`);
    return { keyAt: wild, keys: [] };
  }
  return { keyAt: best, keys: (elements[best] as { texts: string[] }).texts };
}

const maxSkip = 400;
const maxSteps = 3_000;

/** Where a pattern that has its key at token `at` starts and ends (the token after the last), if it is there. */
export function matchPattern(
  pattern: Pattern,
  tokens: Tokens,
  at: number,
  total: { steps: number },
): { from: number; to: number } | undefined {
  const from = at - pattern.keyAt;
  if (from < 0) return undefined;
  if (pattern.free && tokens.isMark(from - 1, '.')) return undefined;
  const budget = { steps: Math.min(maxSteps, total.steps) };
  const before = budget.steps;
  const to = matchFrom(pattern.elements, 0, tokens, from, budget);
  total.steps -= before - budget.steps;
  if (to === undefined) return undefined;
  return { from, to };
}

function matchFrom(
  elements: Element[],
  element: number,
  tokens: Tokens,
  from: number,
  budget: { steps: number },
): number | undefined {
  let at = from;
  for (let index = element; index < elements.length; index += 1) {
    budget.steps -= 1;
    if (budget.steps < 0) return undefined;
    const wanted = elements[index];
    if (wanted.is === 'skip') {
      return matchSkip(elements, index + 1, tokens, at, budget);
    }
    if (wanted.is === 'mark' && wanted.text === '(') {
      at = afterTypeArguments(tokens, at);
    }
    if (at >= tokens.count || !matchOne(wanted, tokens, at)) return undefined;
    at += 1;
  }
  return at;
}

const maxTypeArguments = 40;
/** Marks of expressions and statements. A union stays possible, since it is often there; an intersection is not. */
const noTypeHas = ['(', ';', '&', '+', '-'];

/** `setErrorHandler<FastifyError>(` is a call of `setErrorHandler(` too: what comes before the bracket is skipped. */
function afterTypeArguments(tokens: Tokens, from: number): number {
  let depth = 0;
  const end = Math.min(tokens.count, from + maxTypeArguments);
  for (let at = from; at < end; at += 1) {
    if (tokens.isMark(at, '<')) depth += 1;
    else if (depth === 0) return from;
    else if (tokens.isMark(at, '>')) depth -= 1;
    else if (noTypeHas.some(other => tokens.isMark(at, other))) return from;
    if (depth === 0) return tokens.isMark(at + 1, '(') ? at + 1 : from;
  }
  return from;
}

function matchSkip(
  elements: Element[],
  element: number,
  tokens: Tokens,
  from: number,
  budget: { steps: number },
): number | undefined {
  const end = Math.min(tokens.count, from + maxSkip);
  for (let at = from; at <= end; at += 1) {
    const to = matchFrom(elements, element, tokens, at, budget);
    if (to !== undefined) return to;
    if (budget.steps < 0) return undefined;
    const partner = at < tokens.count ? tokens.partner[at] : -1;
    if (partner >= 0 && partner < from) return undefined;
  }
  return undefined;
}

function matchOne(wanted: Element, tokens: Tokens, at: number): boolean {
  const kind = tokens.kind[at];
  switch (wanted.is) {
    case 'any-word':
      return kind === word;
    case 'mark':
      return kind === mark && tokens.spans(at, wanted.text);
    case 'number':
      return kind === number && tokens.spans(at, wanted.text);
    case 'word':
      return kind === word && matchText(wanted, tokens, at);
    case 'string':
      return kind === text && matchText(wanted, tokens, at);
    case 'wild-string':
      return kind === text && matchWild(wanted.texts, tokens.textOf(at));
    default:
      return false;
  }
}

function matchText(
  { texts, hashes }: { texts: string[]; hashes: number[] },
  tokens: Tokens,
  at: number,
): boolean {
  for (let index = 0; index < texts.length; index += 1) {
    if (hashes[index] === tokens.hash[at] && tokens.spans(at, texts[index]))
      return true;
  }
  return false;
}

function matchWild(wilds: string[], value: string): boolean {
  return wilds.some(wild => {
    const starts = wild.startsWith('*');
    const ends = wild.endsWith('*');
    const plain = wild.slice(Number(starts), ends ? -1 : undefined);
    if (plain === '' || plain === '*') return true;
    if (starts && ends) return value.includes(plain);
    return starts ? value.endsWith(plain) : value.startsWith(plain);
  });
}
