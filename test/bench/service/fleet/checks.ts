import {
  FactItem,
  Facts,
} from '@goldenpath/backstage-plugin-production-readiness-common';

/** Facts of a service lie in so many collections; a check looks at the five of its own. */
export const collections = [
  'benchBuild',
  'benchCode',
  'benchContainers',
  'benchDelivery',
  'benchDocs',
  'benchMonitoring',
  'benchPlatform',
  'benchSecurity',
];

/** The forty checks that both sides apply: each asks for one thing that a service has or lacks. */
export const checks = Array.from({ length: 40 }, (_, index) => ({
  id: `bench-${String(index + 1).padStart(2, '0')}`,
  level: `L${1 + Math.floor(index / 10)}`,
  collection: collections[index % collections.length],
}));

/** Whether a service has what a check asks for: the same on both sides and in every run, true for ten of eleven. */
export function has(service: number, check: number): boolean {
  return (service * 7 + check * 13) % 11 !== 0;
}

/** For how many days at most a service may have had it. */
export function limitOf(revision = 0): number {
  return 100 - revision;
}

/** What a service has of what a check asks for, and where that stands: the same on both sides. */
export function foundOf(service: number, index: number): FactItem | undefined {
  if (!has(service, index)) return undefined;
  const { id, collection } = checks[index];
  return {
    source: { path: `deploy/${collection}.yaml`, line: index + 1 },
    ...{ check: id, since: (service + index) % 101 },
  };
}

/**
 * The forty checks as a rubric. A later revision is stricter: it changes every document, and about one result in a
 * hundred. Other words change every result.
 */
export function benchRubric({ revision = 0, words = 'There is' } = {}) {
  const names = ['MVP', 'Stable', 'Resilient', 'Optimized'];
  return {
    name: 'bench',
    version: `1.${revision}.0`,
    title: 'Forty checks',
    levels: Object.fromEntries(
      names.map((name, index) => [`L${index + 1}`, { name, summary: name }]),
    ),
    areas: Object.fromEntries(
      collections.map(name => [areaOf(name), name.slice('bench'.length)]),
    ),
    checks: checks.map(({ id, level, collection }) => ({
      id,
      level,
      area: areaOf(collection),
      title: `Check ${id}`,
      criterion: `The service has ${id}.`,
      rationale: 'It is measured.',
      fix: { summary: `Add ${id}.` },
      effort: 'small',
      methods: ['repository'],
      passesWhen: {
        from: collection,
        where: `item.check == '${id}'`,
        some: `item.since <= ${limitOf(revision)}`,
        pass: `${words} {check}.`,
        fail: `${words} {check}, but not for long enough.`,
        empty: `${words} no ${id}.`,
      },
    })),
  };
}

/** The facts of a service as a collector would find them. */
export function factsOf(service: number): Facts {
  const found: Facts['collections'] = {};
  checks.forEach(({ collection }, index) => {
    const item = foundOf(service, index);
    if (item) (found[collection] ??= []).push(item);
  });
  return { commit: 'c0ffee0', collections: found, gaps: [] };
}

function areaOf(collection: string): string {
  return collection.toLocaleLowerCase('en-US');
}
