import { Tokens } from '../../../syntax/Tokens';

/** The bracket that a token stands directly in; -1 where it stands in none. */
export function openerOf(tokens: Tokens, at: number): number {
  for (let before = at - 1; before >= 0; before -= 1) {
    const partner = tokens.partner[before];
    if (partner > at) return before;
    if (partner >= 0 && partner < before) before = partner;
  }
  return -1;
}

/**
 * The brackets that the entries of a dictionary open, as in `{"default": {…}}`; undefined where there are none, or where
 * one is something else.
 */
export function entriesOf(tokens: Tokens, open: number): number[] | undefined {
  if (!tokens.isMark(open, '{') || tokens.partner[open] < open)
    return undefined;
  const entries: number[] = [];
  for (let at = open + 1; at < tokens.partner[open]; at += 1) {
    if (tokens.isMark(at, ':')) {
      if (!tokens.isMark(at + 1, '{')) return undefined;
      entries.push(at + 1);
    }
    // What is spread into it stands elsewhere.
    if (tokens.isMark(at, '*')) return undefined;
    if (tokens.partner[at] > at) at = tokens.partner[at];
  }
  return entries.length > 0 ? entries : undefined;
}

/** The key of an entry whose value is a bracket, as `"json": {` or `json=dict(`. */
function keyOf(tokens: Tokens, open: number): number {
  const before = tokens.isWord(open - 1, 'dict') ? open - 2 : open - 1;
  const isEntry = tokens.isMark(before, ':') || tokens.isMark(before, '=');
  return isEntry ? before - 1 : -1;
}

/**
 * Whether what a token stands in is an entry of a dictionary that the file asks for by its name under `key`, as
 * `"formatter": "json"`. What is asked for where the program runs may be any of them; so may be all where the file
 * asks for none.
 */
export function isSelected(tokens: Tokens, at: number, key: string): boolean {
  const entry = keyOf(tokens, openerOf(tokens, at));
  if (entry < 0) return true;
  let asks = false;
  for (let name = 0; name < tokens.count; name += 1) {
    if (!tokens.spans(name, key)) continue;
    let value = tokens.isMark(name + 1, ']') ? name + 2 : name + 1;
    if (!tokens.isMark(value, ':') && !tokens.isMark(value, '=')) continue;
    value += 1;
    if (!tokens.isText(value) || !endsEntry(tokens, value + 1)) return true;
    if (tokens.textOf(value) === tokens.textOf(entry)) return true;
    asks = true;
  }
  return !asks;
}

function endsEntry(tokens: Tokens, at: number): boolean {
  return (
    at >= tokens.count ||
    tokens.indent[at] >= 0 ||
    [',', '}', ')'].some(end => tokens.isMark(at, end))
  );
}
