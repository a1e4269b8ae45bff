const constraint =
  /^(>=|<=|>|<|=|!=|\^|~)?\s*v?(\d+)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?/;

/**
 * Whether a version satisfies constraints such as `>=1.19-0, <2`; undefined where they are of a form not known.
 * Pre-release parts are left aside, as the versions compared here have none.
 */
export function satisfiesVersion(
  version: string,
  constraints: string,
): boolean | undefined {
  const own = numbers(version);
  if (!own || constraints.includes('||')) return undefined;
  const results = constraints.split(',').map(part => {
    const match = constraint.exec(part.trim());
    if (!match) return undefined;
    const [, sign = '=', major, minor, patch] = match;
    const wanted = [major, minor, patch].map(text => Number(text));
    return compare(
      own,
      sign,
      wanted.map(number => (Number.isNaN(number) ? undefined : number)),
    );
  });
  return results.includes(undefined)
    ? undefined
    : results.every(result => result === true);
}

function numbers(version: string): number[] | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version.trim());
  return match?.slice(1, 4).map(text => Number(text ?? 0));
}

function compare(
  own: number[],
  sign: string,
  wanted: Array<number | undefined>,
): boolean {
  const order = own.reduce(
    (result, number, at) =>
      result || number - (wanted[at] ?? (sign === '=' ? number : 0)),
    0,
  );
  switch (sign) {
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
    case '!=':
      return order !== 0;
    case '^':
      return order >= 0 && own[0] === wanted[0];
    case '~':
      return (
        order >= 0 &&
        own[0] === wanted[0] &&
        (wanted[1] === undefined || own[1] === wanted[1])
      );
    default:
      return order === 0;
  }
}
