const rollback = /\bhelm rollback ("?[^\s";]{1,200}"?)/;
const release = /\bhelm(?:\.exe)? (?:upgrade|install) /;
const byItself = /--atomic\b|--rollback-on-failure\b/;

const mostReleases = 50;

/** The commands of a script that deploy a release. */
export function releasesIn(lines: readonly string[]): string[] {
  return lines.filter(line => release.test(line)).slice(0, mostReleases);
}

/** Words of a command that can be the path of a chart. */
function pathsIn(line: string): string[] {
  return line
    .split(/\s+/)
    .filter(word => word.includes('/') && !/^-|=/.test(word));
}

/**
 * Whether a command rolls back one release of a chart of which the script deploys another that it does not: that of a
 * branch, and not the one that users have.
 */
export function leavesRelease(
  line: string,
  releases: readonly string[],
): boolean {
  const name = rollback.exec(line)?.[1];
  if (name === undefined) return false;
  const charts = new Set(
    releases.filter(other => other.includes(name)).flatMap(pathsIn),
  );
  return releases.some(
    other =>
      !other.includes(name) &&
      !byItself.test(other) &&
      pathsIn(other).some(path => charts.has(path)),
  );
}
