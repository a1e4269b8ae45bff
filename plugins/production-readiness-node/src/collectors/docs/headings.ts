const underlines: Record<string, number> = {
  '=': 1,
  '-': 2,
  '~': 3,
  '^': 3,
  '"': 3,
};

const boldLevel = 7;

/** The heading that a line is, or that the line below makes of it. */
export function headingOf(
  line: string,
  next: string,
  path: string,
): { title: string; level: number } | undefined {
  const mark = path.endsWith('.adoc') || path.endsWith('.asciidoc') ? '=' : '#';
  let level = 0;
  while (line[level] === mark && level < 7) level += 1;
  if (level > 0 && level < 7 && line[level] === ' ') {
    return { title: plainTitle(line.slice(level + 1)), level };
  }
  const html = /^<h([1-6])[^>]{0,200}>([^<]{1,200})/i.exec(line);
  if (html) return { title: plainTitle(html[2]), level: Number(html[1]) };
  const rule = next.trim();
  if (
    rule.length >= 3 &&
    rule[0] in underlines &&
    isRepeated(rule) &&
    line.length > 0 &&
    line.length < 150 &&
    !line.startsWith('|') &&
    !line.startsWith('-') &&
    !isRepeated(line)
  ) {
    return { title: plainTitle(line), level: underlines[rule[0]] };
  }
  return undefined;
}

/** A line of its own that is bold as a whole, as `**Rollback:**`: a heading below all others. */
export function boldHeading(
  line: string,
  path: string,
): { title: string; level: number } | undefined {
  const mark = /\.a(?:scii)?doc$/.test(path) ? '*' : line.slice(0, 2);
  if (line.length > 100 || (mark !== '*' && mark !== '**' && mark !== '__'))
    return undefined;
  const inner = line.replace(/:$/, '');
  const isWhole =
    inner.length > mark.length * 2 + 2 &&
    inner.startsWith(mark) &&
    inner.endsWith(mark) &&
    !inner.slice(mark.length, -mark.length).includes(mark);
  return isWhole
    ? {
        title: plainTitle(inner.slice(mark.length, -mark.length)),
        level: boldLevel,
      }
    : undefined;
}

export function isRepeated(line: string): boolean {
  for (const char of line) if (char !== line[0]) return false;
  return true;
}

function plainTitle(title: string): string {
  return title
    .split('#')
    .join('')
    .split('*')
    .join('')
    .split('`')
    .join('')
    .trim()
    .slice(0, 200);
}
