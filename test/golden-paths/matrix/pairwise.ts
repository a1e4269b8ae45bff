/** Something that can be chosen, with what can be chosen for it. */
export interface Factor {
  key: string;
  values: readonly Value[];
  /** It can only be chosen while each of these other factors has one of the values. */
  when?: Record<string, readonly Value[]>;
}

export type Value = string | boolean;
export type Row = Record<string, Value>;

/** Rows of choices, and the pairs that no row can hold. */
export interface CoveringArray {
  rows: Row[];
  /** How many pairs of values stand in a row. */
  covered: number;
  refused: { pair: Row; reason: string }[];
}

/**
 * Rows in which every pair of values of two factors stands at least once, unless the two cannot be chosen together.
 * Greedy: each row begins with a pair that is missing, and takes for every other factor the value that brings most
 * missing pairs along.
 *
 * @param refuse - why a row, complete or not, cannot be; undefined if it can
 */
export function pairwise(
  factors: readonly Factor[],
  refuse: (row: Row) => string | undefined,
): CoveringArray {
  const sorted = conditionsFirst(factors);
  const missing = new Map<string, Row>();
  const refused: CoveringArray['refused'] = [];
  for (const pair of pairsOf(sorted)) {
    const row = withConditions(pair, sorted);
    if (!row) continue;
    const reason = refuse(row);
    if (reason) refused.push({ pair, reason });
    else missing.set(idOf(pair), row);
  }
  const covered = missing.size;
  const rows: Row[] = [];
  for (const [id, begin] of missing) {
    if (!missing.has(id)) continue;
    const row = completed(begin, sorted, missing, refuse);
    idsIn(row).forEach(each => missing.delete(each));
    // The pair that a row began with is in it, even where a later factor made it look otherwise.
    missing.delete(id);
    rows.push(row);
  }
  return { rows, covered, refused };
}

function completed(
  begin: Row,
  factors: readonly Factor[],
  missing: ReadonlyMap<string, Row>,
  refuse: (row: Row) => string | undefined,
): Row {
  return factors.reduce((row, factor) => {
    if (factor.key in row || !isOpen(factor, row)) return row;
    const gain = (value: Value) =>
      Object.entries(row).filter(([key, other]) =>
        missing.has(idOf({ [key]: other, [factor.key]: value })),
      ).length;
    const [best] = factor.values
      .map(value => ({ ...row, [factor.key]: value }))
      .filter(candidate => refuse(candidate) === undefined)
      .sort((a, b) => gain(b[factor.key]) - gain(a[factor.key]));
    return best ?? row;
  }, begin);
}

function isOpen({ when = {} }: Factor, row: Row): boolean {
  return Object.entries(when).every(([key, values]) =>
    values.includes(row[key]),
  );
}

/** The pair with what makes both of its factors choosable; undefined when they exclude each other. */
function withConditions(
  pair: Row,
  factors: readonly Factor[],
): Row | undefined {
  const row = { ...pair };
  for (const factor of [...factors].reverse()) {
    if (!(factor.key in row)) continue;
    for (const [key, values] of Object.entries(factor.when ?? {})) {
      if (!(key in row)) row[key] = values[0];
      else if (!values.includes(row[key])) return undefined;
    }
  }
  return row;
}

/** Factors behind those that they depend on. */
function conditionsFirst(factors: readonly Factor[]): Factor[] {
  const placed: Factor[] = [];
  const place = (factor: Factor) => {
    if (placed.includes(factor)) return;
    factors
      .filter(({ key }) => key in (factor.when ?? {}))
      .forEach(other => place(other));
    placed.push(factor);
  };
  factors.forEach(place);
  return placed;
}

function pairsOf(factors: readonly Factor[]): Row[] {
  return factors.flatMap((a, index) =>
    factors
      .slice(index + 1)
      .flatMap(b =>
        a.values.flatMap(one =>
          b.values.map(other => ({ [a.key]: one, [b.key]: other })),
        ),
      ),
  );
}

function idsIn(row: Row): string[] {
  const entries = Object.entries(row);
  return entries.flatMap(([key, value], index) =>
    entries
      .slice(index + 1)
      .map(([other, its]) => idOf({ [key]: value, [other]: its })),
  );
}

function idOf(pair: Row): string {
  return JSON.stringify(Object.entries(pair).sort());
}
