import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Manifest } from './Manifest';

type DependencyFact = FactOf<'dependencies'>;

/** What manifests declare, each name of an ecosystem once; what production needs stands before what only work does. */
export function dependencyFacts(
  manifests: readonly Manifest[],
): DependencyFact[] {
  const found = new Map<string, DependencyFact>();
  for (const { path, ecosystem, dependencies } of manifests) {
    for (const { name, version, line, development } of dependencies) {
      const key = `${ecosystem} ${name}`;
      const known = found.get(key);
      if (known && (development || !known.development)) continue;
      found.set(key, {
        source: { path, line },
        ecosystem,
        name,
        version: writtenVersion(ecosystem, version),
        development,
      });
    }
  }
  const all = [...found.values()];
  return [
    ...all.filter(({ development }) => !development),
    ...all.filter(({ development }) => development),
  ];
}

/** Of a requirement of Python, what stands behind the name. */
function writtenVersion(
  ecosystem: string,
  version: string | undefined,
): string | undefined {
  const written =
    ecosystem === 'python'
      ? version?.replace(
          /^[\w.-]{1,200}(?:\[[^\]]{0,200}\])?\s{0,20}(?=[=<>!~@;]|$)/,
          '',
        )
      : version;
  return written === '' ? undefined : written;
}
