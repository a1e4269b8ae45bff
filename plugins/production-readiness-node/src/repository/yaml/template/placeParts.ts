import { unresolvedToken, unseenKey } from '../unresolved';

/** What writes whole lines, and where it stands. */
export interface Part {
  expression: string;
  indent: number;
}

interface Place {
  indent: number;
  /** Where the key stands, after the dashes of a list. */
  column: number;
  isItem: boolean;
  opens: boolean;
  isKey: boolean;
}

/**
 * Puts what writes whole lines where it belongs, which its own column does not always tell: as the value of the key
 * above it, or beside what stands in its column, or else above it, as a key for those that are not seen or an item.
 */
export function placeParts(
  lines: readonly string[],
  parts: ReadonlyMap<number, Part>,
): string[] {
  const placed = [...lines];
  const open: Place[] = [];
  let above: Place | undefined;
  let below = 0;
  for (let at = 0; at < lines.length; at++) {
    const part = parts.get(at);
    if (part === undefined) {
      const place = placeOf(lines[at]);
      if (!place) continue;
      while (open.length > 0 && open.at(-1)!.indent >= place.indent) open.pop();
      open.push(place);
      above = place;
      continue;
    }
    if (below <= at) below = at + 1;
    while (below < lines.length && !placeOf(lines[below])) below += 1;
    const next = below < lines.length ? placeOf(lines[below]) : undefined;
    placed[at] = written(part, above, next, open);
  }
  return placed;
}

function written(
  { expression, indent }: Part,
  above: Place | undefined,
  next: Place | undefined,
  open: readonly Place[],
): string {
  const token = unresolvedToken(expression);
  if (!above) return '';
  const nests =
    next !== undefined &&
    (next.indent > above.column ||
      (next.isItem && next.indent === above.column));
  if (above.opens && !nests) return `${spaces(above.column + 1)}${token}`;
  // What starts its line often brings its own indentation.
  const own = indent === 0 ? undefined : indent;
  const inColumn =
    open.find(place => place.indent === own) ??
    open.find(place => place.column === own);
  const beside = above.opens && next ? next : inColumn ?? above;
  const isItem = beside.isItem && beside.column !== indent;
  if (isItem && (beside === next || beside === inColumn || !beside.isKey)) {
    return `${spaces(beside.indent)}- ${token}`;
  }
  return beside.isKey ? `${spaces(beside.column)}${unseenKey}: ${token}` : '';
}

function placeOf(line: string): Place | undefined {
  const text = line.trimStart();
  if (text === '' || text.startsWith('#')) return undefined;
  if (/^(?:---|\.\.\.)/.test(text)) {
    return { indent: 0, column: 0, isItem: false, opens: false, isKey: false };
  }
  const indent = line.length - text.length;
  const dashes = /^(?:- +)*/.exec(text)![0].length;
  const key = text.slice(dashes).slice(0, 500);
  return {
    indent,
    column: indent + dashes,
    isItem: dashes > 0 || text === '-',
    opens: /:[ \t]*(?:#.*)?$/.test(key),
    isKey: /^["']?[\w./-]+["']?:(?:[ \t]|$)/.test(key),
  };
}

function spaces(count: number): string {
  return ' '.repeat(count);
}
