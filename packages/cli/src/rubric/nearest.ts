const shown = 3;

/** The names that share the most pairs of letters with a name. */
export function nearest(name: string, names: readonly string[]): string[] {
  const wanted = pairsOf(name.toLowerCase());
  const score = (candidate: string) => {
    const pairs = pairsOf(candidate);
    const common = [...pairs].filter(pair => wanted.has(pair)).length;
    return (2 * common) / (pairs.size + wanted.size || 1);
  };
  return [...names].sort((a, b) => score(b) - score(a)).slice(0, shown);
}

function pairsOf(text: string): Set<string> {
  const pairs = new Set<string>();
  for (let at = 0; at + 1 < text.length; at++)
    pairs.add(text.slice(at, at + 2));
  return pairs;
}
