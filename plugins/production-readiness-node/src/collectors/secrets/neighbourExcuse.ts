const mostLines = 60;
const local =
  /(?:^|[^\w.-])(?:localhost|127\.0\.0\.1|0\.0\.0\.0|host\.docker\.internal)(?![\w.-])/i;

/** In a manifest or a chart's values the machine is a pod, with a proxy in it, and no developer's. */
function isDeployed(path: string, lines: readonly string[]): boolean {
  return (
    /(?:^|\/)values[\w.-]*\.ya?ml$/i.test(path) ||
    lines.some(text => text.startsWith('apiVersion:'))
  );
}

/** The lines of the innermost braces around a line. */
function ofObject(lines: readonly string[], at: number): string[] {
  const walk = (step: 1 | -1, open: string, close: string): string[] => {
    const found: string[] = [];
    let depth = 0;
    for (let next = at + step; Math.abs(next - at) < mostLines; next += step) {
      const text = lines[next]?.slice(0, 2_000);
      if (text === undefined) break;
      depth += count(text, open) - count(text, close);
      if (depth > 0) break;
      if (depth === 0 && count(text, close) === 0) found.push(text);
    }
    return found;
  };
  return [...walk(-1, '{', '}'), ...walk(1, '}', '{')];
}

/** How often a brace stands in a line, outside of texts. */
function count(text: string, brace: string): number {
  return text.replace(/"[^"]*"/g, '""').split(brace).length - 1;
}

/** The lines of the mapping that a line belongs to, with what is nested in it. */
function ofMapping(lines: readonly string[], at: number): string[] {
  const indentOf = (text: string) => text.length - text.trimStart().length;
  const own = indentOf(lines[at] ?? '');
  const found: string[] = [];
  for (const step of [1, -1]) {
    for (let next = at + step; Math.abs(next - at) < mostLines; next += step) {
      const text = lines[next];
      if (text === undefined) break;
      if (!text.trim() || text.trimStart().startsWith('#')) continue;
      if (indentOf(text) < own) break;
      if (indentOf(text) === own) found.push(text);
    }
  }
  return found;
}

/** The lines whose key begins with the same words, all but the last. */
function ofPrefix(lines: readonly string[], at: number): string[] {
  const prefixOf = (text: string) => {
    const key = text.slice(0, 200).split(/[=:]/, 1)[0].trim();
    return key.slice(0, Math.max(key.lastIndexOf('.'), 0));
  };
  const own = prefixOf(lines[at] ?? '');
  return own === '' ? [] : lines.filter(text => prefixOf(text) === own);
}

/** What stands beside a line, by the form of the file. */
const forms: Array<{
  paths: RegExp;
  beside: (lines: readonly string[], at: number) => string[];
}> = [
  { paths: /\.json$/, beside: ofObject },
  { paths: /\.ya?ml$/, beside: ofMapping },
  { paths: /\.(?:properties|toml|ini|conf)$/, beside: ofPrefix },
];

/**
 * Why a well-known default does not count: the same object, or the keys with the same beginning, say that what it opens
 * is the machine that the service runs on. Another environment sets both.
 */
export function neighbourExcuse(
  rule: string,
  path: string,
  lines: readonly string[],
  line: number,
): string | undefined {
  if (rule !== 'credential' || isDeployed(path, lines)) return undefined;
  const beside =
    forms.find(({ paths }) => paths.test(path))?.beside(lines, line - 1) ?? [];
  return beside.some(text => local.test(text.slice(0, 1_000)))
    ? 'It is a default for local work.'
    : undefined;
}
