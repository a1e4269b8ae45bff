import {
  FactGap,
  FactItem,
  Facts,
} from '@goldenpath/backstage-plugin-production-readiness-common';

/** Collections and gaps as they were contributed, in any order. */
export interface Contributions {
  collections: Map<string, FactItem[]>;
  gaps: FactGap[];
}

/** Facts in an order that depends on nothing but their content, each item once, with keys sorted. */
export function orderFacts(
  { collections, gaps }: Contributions,
  commit: string | undefined,
): Facts {
  const ordered: Facts['collections'] = {};
  for (const name of [...collections.keys()].sort()) {
    ordered[name] = inOrder(collections.get(name) ?? []);
  }
  return {
    ...(commit === undefined ? {} : { commit }),
    collections: ordered,
    gaps: inOrder(gaps),
  };
}

function inOrder<T extends { source?: FactItem['source'] }>(items: T[]): T[] {
  const unique = new Map<string, T>();
  for (const item of items) {
    const tidy = canonical(item) as T;
    unique.set(JSON.stringify(tidy), tidy);
  }
  return [...unique]
    .sort(
      ([a, { source: x }], [b, { source: y }]) =>
        compare(x?.path ?? '', y?.path ?? '') ||
        (x?.line ?? 0) - (y?.line ?? 0) ||
        compare(a, b),
    )
    .map(([, item]) => item);
}

/** The value as JSON keeps it: without undefined fields, keys sorted. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => compare(a, b))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
