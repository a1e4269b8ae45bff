import {
  Check,
  Facts,
  Requirement,
  Result,
  Source,
} from '@goldenpath/backstage-plugin-production-readiness-common';

/** Where something that is missing would be added: beside what the repository has of the same kind. */
const beside: Record<string, string[]> = {
  code: ['manifests'],
  traits: ['manifests'],
  secrets: ['manifests'],
  containers: ['containers', 'workloads', 'images'],
  workloads: ['workloads', 'containers', 'images'],
  platform: ['workloads', 'images', 'platform'],
  imageReferences: ['images', 'workloads'],
  entity: ['entity'],
  ownership: ['entity'],
  docs: [],
  files: [],
};

const anywhere = [
  'docs',
  'entity',
  'manifests',
  'images',
  'workloads',
  'files',
];

/**
 * The file to open for a result: its first evidence that is a file, else a file of the kind that the check looks
 * at, else the README, catalog-info.yaml or manifest of the service. Undefined for a repository with none of them.
 */
export function placeOf(
  result: Pick<Result, 'evidence'>,
  check: Check,
  facts: Facts,
  service: string,
): Source | undefined {
  const shown = result.evidence.find(({ path }) => path !== undefined);
  if (shown) return shown;
  const wanted = collectionsOf(check.passesWhen).flatMap(
    collection => beside[collection] ?? [collection],
  );
  for (const collection of [...wanted, ...anywhere]) {
    const paths = pathsIn(facts, collection);
    const path =
      paths.find(candidate => candidate.startsWith(service && `${service}/`)) ??
      paths[0];
    if (path !== undefined) return { path, line: 1 };
  }
  return undefined;
}

function pathsIn(facts: Facts, collection: string): string[] {
  const items = facts.collections[collection] ?? [];
  const preferred =
    collection === 'docs'
      ? items.filter(item => item.kind === 'readme')
      : items;
  return preferred.flatMap(({ source }) => source.path ?? []);
}

function collectionsOf(requirement: Requirement | undefined): string[] {
  if (!requirement) return [];
  if ('anyOf' in requirement) return requirement.anyOf.flatMap(collectionsOf);
  if ('allOf' in requirement) return requirement.allOf.flatMap(collectionsOf);
  return [requirement.from];
}
