import { Tokens } from '../../../syntax/Tokens';

/** A statement of Python with all that is indented below it: its first token and the one after its last. */
interface Statement {
  from: number;
  to: number;
}

const loops = ['while', 'for', 'async'];
const nested = [...loops, 'with', 'if', 'else', 'elif'];
const parts = ['try', 'except', 'else', 'finally'];
const everything = ['Exception', 'BaseException'];
/** What leaves the loop, or the program, after an error. */
const ending = ['raise', 'break', 'return', 'exit', '_exit', 'quit', 'abort'];
/** What may follow the work on a message without being work on it. */
const pausing = ['sleep', 'commit', 'ack', 'flush', 'wait'];
const deepest = 3;

/**
 * Whether what takes a message stands in a loop that goes on whatever the work on the message throws: the work is done
 * within a `try` whose `except` takes every error and ends nothing.
 */
export function isInGuardedLoop(tokens: Tokens, at: number): boolean {
  if (tokens.syntax.blocks !== 'indentation') return false;
  const header = loopAround(tokens, at);
  if (header === undefined) return false;
  const name = takenAs(tokens, at);
  return isGuarded(tokens, statementAt(tokens, header), at, name, deepest);
}

function isGuarded(
  tokens: Tokens,
  block: Statement,
  taken: number,
  name: string | undefined,
  depth: number,
): boolean {
  const body = bodyOf(tokens, block);
  while (body.length > 0 && isPause(tokens, body[body.length - 1], name))
    body.pop();
  const attempt = partsOfTry(tokens, body);
  if (!attempt) {
    const last = body.pop();
    return (
      last !== undefined &&
      depth > 0 &&
      starts(tokens, last, nested) &&
      !body.some(one => handsOn(tokens, one, name)) &&
      isGuarded(tokens, last, taken, name, depth - 1)
    );
  }
  const { before, work, handlers } = attempt;
  const isWork =
    (taken > work.from && taken < work.to) ||
    (name !== undefined && holdsWord(tokens, work, [name]));
  return (
    isWork &&
    !before.some(one => handsOn(tokens, one, name)) &&
    handlers.some(
      one => takesEverything(tokens, one) && !holdsWord(tokens, one, ending),
    )
  );
}

/** The `try` that a block ends with, its handlers, and what stands before it. */
function partsOfTry(tokens: Tokens, body: Statement[]) {
  const at = body.findIndex(one => starts(tokens, one, ['try']));
  if (at < 0) return undefined;
  const rest = body.slice(at + 1);
  const isPart = (one: Statement) => starts(tokens, one, parts.slice(1));
  if (!rest.every(isPart)) return undefined;
  const handlers = rest.filter(one => starts(tokens, one, ['except']));
  return { before: body.slice(0, at), work: body[at], handlers };
}

/** The first token of the loop that a token stands in, or at the head of, within its function. */
function loopAround(tokens: Tokens, at: number): number | undefined {
  let start = at;
  while (start > 0 && tokens.indent[start] < 0) start -= 1;
  let column = tokens.indent[start] + 1;
  for (; start >= 0; start -= 1) {
    if (tokens.indent[start] < 0 || tokens.indent[start] >= column) continue;
    if (isOneOf(tokens, start, loops)) return start;
    if (isOneOf(tokens, start, ['def', 'class'])) return undefined;
    column = tokens.indent[start];
  }
  return undefined;
}

/** The name that a message is given: `message = consumer.poll()`, `for message in consumer`. */
function takenAs(tokens: Tokens, at: number): string | undefined {
  let start = at;
  while (start > 0 && tokens.indent[start] < 0) start -= 1;
  if (isOneOf(tokens, start, ['async'])) start += 1;
  if (isOneOf(tokens, start, ['for'])) return tokens.textOf(start + 1);
  return tokens.isMark(start + 1, '=') ? tokens.textOf(start) : undefined;
}

function statementAt(tokens: Tokens, from: number): Statement {
  const column = tokens.indent[from];
  let to = from + 1;
  while (to < tokens.count) {
    const indent = tokens.indent[to];
    if (indent >= 0 && indent <= column) break;
    // A bracket is one piece, however its lines are indented.
    to = tokens.partner[to] > to ? tokens.partner[to] + 1 : to + 1;
  }
  return { from, to };
}

function bodyOf(tokens: Tokens, { from, to }: Statement): Statement[] {
  const found: Statement[] = [];
  let at = from + 1;
  while (at < to && tokens.indent[at] < 0)
    at = tokens.partner[at] > at ? tokens.partner[at] + 1 : at + 1;
  while (at < to) {
    const statement = statementAt(tokens, at);
    found.push(statement);
    at = statement.to;
  }
  return found;
}

function takesEverything(tokens: Tokens, { from }: Statement): boolean {
  const next = tokens.isMark(from + 1, '(') ? from + 2 : from + 1;
  return tokens.isMark(next, ':') || isOneOf(tokens, next, everything);
}

function isPause(
  tokens: Tokens,
  one: Statement,
  name: string | undefined,
): boolean {
  return (
    !starts(tokens, one, parts) &&
    holdsWord(tokens, one, pausing) &&
    !handsOn(tokens, one, name)
  );
}

/** Whether a message is handed to something. */
function handsOn(
  tokens: Tokens,
  { from, to }: Statement,
  name: string | undefined,
): boolean {
  if (name === undefined) return false;
  for (let at = from; at < to; at += 1) {
    const isArgument = tokens.isMark(at, '(') || tokens.isMark(at, ',');
    const isWhole = !tokens.isMark(at + 2, '.');
    if (isArgument && isWhole && tokens.isWord(at + 1, name)) return true;
  }
  return false;
}

function holdsWord(
  tokens: Tokens,
  { from, to }: Statement,
  words: readonly string[],
): boolean {
  for (let at = from; at < to; at += 1) {
    if (isOneOf(tokens, at, words)) return true;
  }
  return false;
}

function starts(
  tokens: Tokens,
  { from }: Statement,
  words: readonly string[],
): boolean {
  return isOneOf(tokens, from, words);
}

function isOneOf(
  tokens: Tokens,
  at: number,
  words: readonly string[],
): boolean {
  return words.some(expected => tokens.isWord(at, expected));
}
