import { environmentOf } from '../../../deployment/environments';
import { hashOf, Tokens } from '../../../syntax/Tokens';

/** Tokens from the first to the last. */
export type Range = readonly [from: number, to: number];

const asking = new Map(
  ['IsDevelopment', 'IsProduction', 'IsEnvironment'].map(name => [
    hashOf(name),
    name,
  ]),
);
const longestCondition = 60;
const longestWay = 4_000;

/** What a program of .NET does only where it finds itself out of production. */
export function developmentBlocks(tokens: Tokens): Range[] {
  const found: Range[] = [];
  if (tokens.syntax.id !== 'csharp') return found;
  for (let at = 0; at < tokens.count; at += 1) {
    const question = asking.get(tokens.hash[at]);
    if (question === undefined || !tokens.isMark(at + 1, '(')) continue;
    if (question === 'IsEnvironment' && !namesLocalWork(tokens, at)) continue;
    const open = conditionAround(tokens, at);
    if (open === undefined || isOfSeveral(tokens, open)) continue;
    const body = bodyAfter(tokens, tokens.partner[open]);
    const isForProduction =
      isNegated(tokens, at, open) !== (question === 'IsProduction');
    if (!isForProduction) found.push(body);
    else if (leaves(tokens, body)) {
      const end = endOfBlock(tokens, open);
      if (end !== undefined) found.push([body[1] + 1, end]);
    }
  }
  return found;
}

/** `IsEnvironment("Local")` */
function namesLocalWork(tokens: Tokens, at: number): boolean {
  return (
    tokens.isText(at + 2) && environmentOf(tokens.textOf(at + 2)) === 'local'
  );
}

/** The bracket of the `if` that a token stands in. */
function conditionAround(tokens: Tokens, at: number): number | undefined {
  const last = Math.max(0, at - longestCondition);
  for (let open = at; open > last; open -= 1) {
    if (
      tokens.isMark(open, '(') &&
      tokens.partner[open] > at &&
      tokens.isWord(open - 1, 'if')
    )
      return open;
  }
  return undefined;
}

/** Where something else is enough, it is for more than development. */
function isOfSeveral(tokens: Tokens, open: number): boolean {
  for (let at = open; at < tokens.partner[open]; at += 1) {
    if (tokens.isMark(at, '|')) return true;
  }
  return false;
}

function isNegated(tokens: Tokens, at: number, open: number): boolean {
  let start = at;
  while (start > open && (tokens.isWord(start) || tokens.isMark(start, '.')))
    start -= 1;
  return tokens.isMark(start, '!');
}

function bodyAfter(tokens: Tokens, close: number): Range {
  const from = close + 1;
  if (tokens.isMark(from, '{') && tokens.partner[from] > from)
    return [from, tokens.partner[from]];
  let to = from;
  while (to < tokens.count && !tokens.isMark(to, ';'))
    to = tokens.partner[to] > to ? tokens.partner[to] + 1 : to + 1;
  return [from, to];
}

function leaves(tokens: Tokens, [from]: Range): boolean {
  return tokens.isWord(tokens.isMark(from, '{') ? from + 1 : from, 'return');
}

/** Where the block ends that a token stands in. */
function endOfBlock(tokens: Tokens, at: number): number | undefined {
  const last = Math.max(0, at - longestWay);
  for (let open = at; open >= last; open -= 1) {
    if (tokens.isMark(open, '{') && tokens.partner[open] > at)
      return tokens.partner[open];
  }
  return undefined;
}
