/**
 * Whether a path matches a pattern in which `*` stands for any part of a name and `**` for any folders. The time grows
 * with the product of the lengths, whatever the pattern.
 */
export function matchesPath(pattern: string, path: string): boolean {
  return matches(
    pattern.split('/'),
    path.split('/'),
    part => part === '**',
    (part, name) =>
      matches(
        [...part],
        [...name],
        character => character === '*',
        (a, b) => a === b,
      ),
  );
}

/** Matches greedily, and goes back to the last wildcard only, which is enough. */
function matches<T>(
  pattern: T[],
  value: T[],
  isWildcard: (part: T) => boolean,
  isSame: (part: T, item: T) => boolean,
): boolean {
  let at = 0;
  let next = 0;
  let wildcard = -1;
  let taken = 0;
  while (next < value.length) {
    if (at < pattern.length && isWildcard(pattern[at])) {
      wildcard = at;
      taken = next;
      at += 1;
    } else if (at < pattern.length && isSame(pattern[at], value[next])) {
      at += 1;
      next += 1;
    } else if (wildcard >= 0) {
      at = wildcard + 1;
      taken += 1;
      next = taken;
    } else {
      return false;
    }
  }
  while (at < pattern.length && isWildcard(pattern[at])) at += 1;
  return at === pattern.length;
}
