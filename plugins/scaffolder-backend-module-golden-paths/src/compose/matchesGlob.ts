/**
 * Whether a path matches a pattern, in which `*` stands for any characters but a slash, and `**` for any
 * number of folders. Takes time in proportion to path times pattern.
 */
export function matchesGlob(path: string, pattern: string): boolean {
  return matchSegments(path.split('/'), pattern.split('/'));
}

function matchSegments(path: string[], pattern: string[]): boolean {
  // One row per pattern segment: reachable[i] says that the first i path segments are matched so far.
  let reachable = path.map(() => false);
  reachable.unshift(true);
  for (const part of pattern) {
    const next = reachable.map(() => false);
    for (let i = 0; i <= path.length; i++) {
      if (part === '**') {
        next[i] = reachable[i] || (i > 0 && next[i - 1]);
      } else if (i > 0 && reachable[i - 1]) {
        next[i] = matchSegment(path[i - 1], part);
      }
    }
    reachable = next;
  }
  return reachable[path.length];
}

function matchSegment(text: string, pattern: string): boolean {
  const [first, ...rest] = pattern.split('*');
  if (rest.length === 0) {
    return text === pattern;
  }
  const last = rest.pop() as string;
  if (!text.startsWith(first) || text.length < first.length + last.length) {
    return false;
  }
  let position = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, position);
    if (found < 0) {
      return false;
    }
    position = found + part.length;
  }
  return text.endsWith(last) && position <= text.length - last.length;
}
