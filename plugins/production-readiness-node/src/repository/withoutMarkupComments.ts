/**
 * A line of XML, HTML or Markdown without its comments, and whether the next line starts inside of one.
 */
export function withoutMarkupComments(
  line: string,
  startsInside: boolean,
): [string, boolean] {
  let inside = startsInside;
  let kept = '';
  let at = 0;
  while (at < line.length) {
    const mark = inside ? '-->' : '<!--';
    const next = line.indexOf(mark, at);
    if (!inside) kept += line.slice(at, next < 0 ? undefined : next);
    if (next < 0) return [kept, inside];
    inside = !inside;
    at = next + mark.length;
  }
  return [kept, inside];
}
