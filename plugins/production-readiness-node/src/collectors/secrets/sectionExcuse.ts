/** A value in `class Development(Config):`, as settings in Python are divided. */
function classExcuse(
  lines: readonly string[],
  line: number,
): string | undefined {
  for (let at = line - 1; at >= 0 && at > line - 400; at -= 1) {
    const text = (lines[at] ?? '').slice(0, 200);
    if (!/^[A-Za-z]/.test(text)) continue;
    return /^class (?:Dev|Development|Local|Test|Tests|Testing|CI)(?:Config|Configuration|Settings)?\s{0,3}[(:]/.test(
      text,
    )
      ? 'It serves development or tests.'
      : undefined;
  }
  return undefined;
}

/** A value below `development:` or `test:`, as frameworks divide their configuration. */
export function sectionExcuse(
  rule: string,
  path: string,
  lines: readonly string[],
  line: number,
): string | undefined {
  if (rule !== 'credential') return undefined;
  if (path.endsWith('.py')) return classExcuse(lines, line);
  if (!/\.ya?ml$/.test(path)) return undefined;
  for (let at = line - 1; at >= 0 && at > line - 400; at -= 1) {
    const text = lines[at] ?? '';
    if (!/^[A-Za-z]/.test(text)) continue;
    return /^(development|dev|test|local)\b/i.test(text)
      ? 'It serves development or tests.'
      : undefined;
  }
  return undefined;
}
