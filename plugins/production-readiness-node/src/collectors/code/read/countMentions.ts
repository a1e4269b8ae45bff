import { FunctionSpan } from '../../../syntax/functions';
import { Import } from '../../../syntax/imports';
import { Tokens, word } from '../../../syntax/Tokens';
import { Mentions } from '../Names';

/** Counts the words of a file outside imports, exports and the definitions of functions. */
export function countMentions(
  tokens: Tokens,
  imports: readonly Import[],
  functions: readonly FunctionSpan[],
  mentions: Mentions,
): void {
  const skipped = new Set(functions.map(({ nameAt }) => nameAt));
  const exported = exportedNames(tokens);
  let next = 0;
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.kind[at] !== word) continue;
    while (next < imports.length && imports[next].to < at) next += 1;
    const statement = imports[next];
    if (statement && statement.from <= at && at <= statement.to) continue;
    if (!skipped.has(at) && !exported.has(at)) mentions.add(tokens.hash[at]);
  }
}

/** Names that JavaScript only exports: `module.exports = { a, b }`, `export { a }`, `exports.a =`. */
function exportedNames(tokens: Tokens): ReadonlySet<number> {
  const found = new Set<number>();
  if (tokens.syntax.id !== 'javascript') return found;
  for (let at = 0; at + 2 < tokens.count; at += 1) {
    if (!tokens.isWord(at, 'exports') && !tokens.isWord(at, 'export')) continue;
    let open = at + 1;
    if (tokens.isMark(open, '=')) open += 1;
    if (tokens.isWord(open, 'default')) open += 1;
    if (tokens.kind[open] === word) found.add(open);
    if (tokens.isMark(open, '.')) found.add(open + 1);
    if (tokens.isMark(open, '.') && tokens.isMark(open + 2, '='))
      found.add(open + 3);
    if (!tokens.isMark(open, '{') || tokens.partner[open] < 0) continue;
    for (let next = open + 1; next < tokens.partner[open]; next += 1) {
      const shorthand =
        tokens.isMark(next + 1, ',') || tokens.isMark(next + 1, '}');
      const first =
        tokens.isMark(next - 1, ',') || tokens.isMark(next - 1, '{');
      if (shorthand && first) found.add(next);
      if (shorthand && tokens.isMark(next - 1, ':')) found.add(next);
    }
  }
  return found;
}

/** `DB_PASSWORD`, as a word or as a text. */
export function looksLikeVariable(tokens: Tokens, at: number): boolean {
  const length = tokens.end[at] - tokens.start[at];
  if (length < 6 || length > 60) return false;
  const first = tokens.source.charCodeAt(tokens.start[at]);
  const last = tokens.source.charCodeAt(tokens.end[at] - 1);
  return isCapital(first) && isCapital(last);
}

function isCapital(code: number): boolean {
  return code >= 65 && code <= 90;
}
