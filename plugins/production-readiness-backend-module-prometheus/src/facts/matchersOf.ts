/** A label with one of its values. */
export type LabelPair = readonly [label: string, value: string];

const matcher =
  /(?<!\w)([a-zA-Z_]\w*)\s*(=~?)\s*(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`)/g;

/** Alternatives that are plain text, with or without parentheses around them: `orders|payments`. */
const alternatives = /^\(?[\w.:/@-]+(?:\|[\w.:/@-]+)*\)?$/;

/** The labels that a query selects by, with the values that it selects. Patterns other than a choice are left out. */
export function matchersOf(query: string): LabelPair[] {
  return [...query.matchAll(matcher)].flatMap(
    ([, label, operator, double, single, raw]): LabelPair[] => {
      const value = double ?? single ?? raw ?? '';
      if (operator === '=') return [[label, value]];
      if (!alternatives.test(value)) return [];
      return value
        .replace(/^\(|\)$/g, '')
        .split('|')
        .map(one => [label, one]);
    },
  );
}
