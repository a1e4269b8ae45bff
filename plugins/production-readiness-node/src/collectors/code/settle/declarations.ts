import { Manifest } from '../../dependencies/Manifest';
import { indexNamed } from '../ecosystemIndexes';
import { Judged } from './judgeFindings';

/** What packages show by being declared, because a framework finds them by itself. */
export function declarationsOf(
  manifest: Manifest,
  all: readonly Manifest[],
): Judged {
  const result: Judged = { code: [], traits: [] };
  const { ecosystem, path } = manifest;
  for (const rule of indexNamed(ecosystem)?.data.declarations ?? []) {
    const dependency = manifest.dependencies.find(
      ({ name, development }) => !development && matches(name, rule.declared),
    );
    if (!dependency) continue;
    if (rule.and && !all.some(other => declares(other, rule.and!))) continue;
    const source = { path, line: dependency.line };
    for (const capability of rule.gives ?? [])
      result.code.push({
        source,
        capability,
        by: rule.by ?? 'framework',
        name: rule.name,
        ecosystem,
        facets: rule.facets ?? [],
      });
    for (const trait of rule.traits ?? [])
      result.traits.push({
        source,
        trait,
        reason: rule.reason ?? `It depends on ${dependency.name}.`,
      });
  }
  return result;
}

function declares({ dependencies }: Manifest, names: string[]): boolean {
  return dependencies.some(
    ({ name, development }) => !development && matches(name, names),
  );
}

function matches(name: string, names: readonly string[]): boolean {
  return names.some(wanted =>
    wanted.endsWith('*')
      ? name.startsWith(wanted.slice(0, -1))
      : name === wanted,
  );
}
