import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { withCatalogs } from '../../dependencies/gradleCatalog';
import { isWithin, nameOf } from '../../dependencies/Manifest';
import { agentsIn } from './agents';
import { withoutPageScripts } from '../read/browserCode';
import { Seen } from '../Seen';
import { declarationsOf } from './declarations';
import { indexNamed } from '../ecosystemIndexes';
import { FileSummary } from '../FileSummary';
import { judgeFindings, Judged } from './judgeFindings';
import { keyFits } from '../settings/judgeSettings';
import { graphOf } from './reachability';
import { testCommandsOf } from '../tests/testCommands';
import { faultTests, unitTests } from '../tests/testFacts';

const maxPerKind = 30;

const everything = {
  known: false,
  reaches: () => true,
  importedBy: () => [],
};

/** Turns what was seen into facts. */
export function settleCode(seen: Seen): Judged {
  const { scope, files, commands, mentions, manifests: own } = seen;
  const manifests = withCatalogs([...own, ...seen.shared]);
  const result: Judged = { code: [], traits: [] };
  for (const [ecosystem, found] of byEcosystem(files)) {
    const related = manifests.filter(
      manifest => manifest.ecosystem === ecosystem,
    );
    const sources =
      ecosystem === 'node'
        ? withoutPageScripts(found, related.length > 0)
        : found;
    const declared = new Set(
      related.flatMap(({ dependencies }) =>
        dependencies.map(({ name }) => name),
      ),
    );
    const shipped = new Set(
      related.flatMap(({ dependencies }) =>
        dependencies.flatMap(({ name, development }) =>
          development ? [] : [name],
        ),
      ),
    );
    const judged = judgeFindings({
      ecosystem,
      files: sources,
      mentions,
      graph: indexNamed(ecosystem)?.data.reachability
        ? graphOf(sources, related, commands, scope.path)
        : everything,
      declares: names =>
        !names || declared.size === 0 || declaresAny(declared, names),
      isDeclared: names => !!names && declaresAny(shipped, names),
      declared: names =>
        [...declared].find(entry =>
          declaresAny(new Set([entry]), names ?? []),
        ) ?? names?.[0],
      sets: keys => !!keys && [...seen.keys].some(key => keyFits(key, keys)),
    });
    result.code.push(...judged.code);
    result.traits.push(...judged.traits);
  }
  addSettings(seen, manifests, result);
  for (const manifest of manifests) {
    const stated = declarationsOf(manifest, manifests);
    result.code.push(...stated.code);
    result.traits.push(...stated.traits);
  }
  commands.forEach(({ path, lines }) =>
    result.code.push(...agentsIn(path, lines)),
  );
  for (const { path, scripts } of own) {
    for (const { name, command, line } of scripts) {
      if (!startsService(name)) continue;
      const agents = agentsIn(path, [command]);
      result.code.push(
        ...agents.map(agent => ({ ...agent, source: { path, line } })),
      );
    }
  }
  result.code.push(
    ...unitTests(seen.tests, seen.production, manifests),
    ...faultTests(seen.tests),
    ...seen.testCommands,
    ...manifests
      .filter(({ path }) => isWithin(path, scope.path))
      .flatMap(testCommandsOf),
  );
  addInfrastructureTrait(result);
  const served = withoutUnasked(withoutConsole(result.code));
  const code = withoutWorkers(served, result.traits);
  return {
    code: limited(code, ({ capability }) => capability),
    traits: limited(result.traits, ({ trait }) => trait, 8),
  };
}

/** Where a logger is in use, what is written to the console besides says nothing more. */
function withoutConsole(code: Judged['code']): Judged['code'] {
  const isLog = ({ capability }: Judged['code'][number]) =>
    capability === 'logging';
  const hasLogger = code.some(item => isLog(item) && item.by !== 'construct');
  return hasLogger
    ? code.filter(item => !isLog(item) || item.by !== 'construct')
    : code;
}

/** Checks that a program of .NET registers say nothing where it serves no health check that asks them. */
function withoutUnasked(code: Judged['code']): Judged['code'] {
  if (code.some(({ capability }) => capability === 'health-endpoint'))
    return code;
  return code.filter(
    ({ capability, ecosystem, by }) =>
      capability !== 'health-dependencies' ||
      ecosystem !== 'dotnet' ||
      by !== 'framework',
  );
}

/** What guards the work of a worker guards nothing of what answers requests. */
function withoutWorkers(
  code: Judged['code'],
  traits: Judged['traits'],
): Judged['code'] {
  return traits.some(({ trait }) => trait === 'accepts-requests')
    ? code.filter(({ facets }) => !facets.includes('worker'))
    : code;
}

function startsService(script: string): boolean {
  return /^(start|serve|prod|server)/.test(script);
}

function byEcosystem(
  files: readonly FileSummary[],
): Map<string, FileSummary[]> {
  const found = new Map<string, FileSummary[]>();
  for (const file of files) {
    const known = found.get(file.ecosystem);
    if (known) known.push(file);
    else found.set(file.ecosystem, [file]);
  }
  return found;
}

/** Whether one of the names is declared; a `*` at the end stands for any ending. */
export function declaresAny(
  declared: ReadonlySet<string>,
  names: readonly string[],
): boolean {
  return names.some(name => {
    if (!name.endsWith('*')) return declared.has(name);
    const start = name.slice(0, -1);
    return [...declared].some(entry => entry.startsWith(start));
  });
}

function addSettings(
  seen: Seen,
  manifests: Seen['manifests'],
  result: Judged,
): void {
  const declared = new Set(
    manifests.flatMap(({ dependencies }) =>
      dependencies.map(({ name }) => name),
    ),
  );
  for (const { ecosystem, rule, path, line } of seen.settings) {
    if (rule.declared && !declaresAny(declared, rule.declared)) continue;
    const source = { path, line };
    for (const capability of rule.gives ?? [])
      result.code.push({
        source,
        capability,
        by: rule.by ?? 'configuration',
        name: rule.name,
        ecosystem,
        facets: rule.facets ?? [],
      });
    for (const trait of rule.traits ?? [])
      result.traits.push({
        source,
        trait,
        reason: rule.reason ?? `${nameOf(path)} configures ${rule.name}.`,
      });
  }
  for (const { path, line, key } of seen.secretSettings)
    result.traits.push({
      source: { path, line },
      trait: 'uses-secrets',
      reason: `${key} is a secret.`,
    });
}

/** Who owns persistent data owns what it is kept in. */
function addInfrastructureTrait({ traits }: Judged): void {
  const data = traits.find(({ trait }) => trait === 'persistent-data');
  if (data) traits.push({ ...data, trait: 'owns-infrastructure' });
}

/**
 * Enough of each kind to show it, from as many files as there are; code that does everything a thousand times says no
 * more than thirty times.
 */
function limited<T extends FactOf<'code'> | FactOf<'traits'>>(
  items: readonly T[],
  kindOf: (item: T) => string,
  most = maxPerKind,
): T[] {
  const files = new Set<string>();
  const isFirst = (item: T) => {
    const key = `${kindOf(item)}\n${item.source.path}`;
    return !files.has(key) && files.add(key);
  };
  const kept = new Set<T>();
  const counts = new Map<string, number>();
  for (const item of [...items.filter(isFirst), ...items]) {
    const key = kindOf(item);
    const count = counts.get(key) ?? 0;
    const isProblem =
      'facets' in item && item.facets.some(facet => facet.startsWith('no-'));
    if (kept.has(item) || (count >= most && !isProblem)) continue;
    counts.set(key, count + 1);
    kept.add(item);
  }
  return items.filter(item => kept.has(item));
}
