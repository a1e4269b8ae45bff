import { Tokens } from '../../../syntax/Tokens';

/** The last bracket that a match leaves open, with all that it holds; the match itself where there is none. */
export function lastGroup(
  tokens: Tokens,
  from: number,
  to: number,
): [number, number] {
  for (let at = to - 1; at >= from; at -= 1) {
    if (tokens.partner[at] >= to) return [at, tokens.partner[at]];
  }
  for (let at = to - 1; at >= from; at -= 1) {
    if (tokens.partner[at] > at) return [at, tokens.partner[at]];
  }
  return [from, to - 1];
}

/** The first bracket that a match leaves open: all arguments of the call. */
export function firstGroup(
  tokens: Tokens,
  from: number,
  to: number,
): [number, number] {
  for (let at = from; at < to; at += 1) {
    if (tokens.partner[at] >= to) return [at, tokens.partner[at]];
  }
  let end = to;
  while (end + 1 < tokens.count && tokens.indent[end + 1] < 0) end += 1;
  return [from, Math.min(end, to + 200)];
}

/** The block that follows a token: in brackets, or by what is indented below its line. */
export function blockAfter(
  tokens: Tokens,
  from: number,
): [number, number] | undefined {
  if (tokens.syntax.blocks !== 'braces') {
    const line = tokens.line[from - 1];
    let start = from - 1;
    while (start > 0 && tokens.indent[start] < 0) start -= 1;
    let end = start + 1;
    while (
      end < tokens.count &&
      (tokens.indent[end] < 0 ||
        tokens.line[end] === line ||
        tokens.indent[end] > tokens.indent[start])
    )
      end += 1;
    return [from, end - 1];
  }
  for (let at = from; at < Math.min(tokens.count, from + 200); at += 1) {
    if (tokens.isMark(at, '{') && tokens.partner[at] > at)
      return [at, tokens.partner[at]];
  }
  return undefined;
}

/** Hash of the last name that a match calls. */
export function calledIn(
  tokens: Tokens,
  from: number,
  to: number,
): number | undefined {
  for (let at = to - 1; at > from; at -= 1) {
    if (tokens.isMark(at, '(')) return tokens.hash[at - 1];
  }
  return undefined;
}
