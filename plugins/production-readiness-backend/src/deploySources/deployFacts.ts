import { ScmIntegrationRegistry } from '@backstage/integration';
import {
  FactGap,
  Facts,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { sourceLinker } from '../repository/linkEvidence';
import { RepositoryLocation } from '../repository/RepositoryLocation';

/** What another repository can say about a service: how it is deployed and watched. Its code is not the service's. */
export const deployCollections = [
  'workloads',
  'containers',
  'platform',
  'imageReferences',
  'observability',
  'infrastructure',
];

/** Collections in which nothing names a service: there only what lies in the folder counts. */
const byFolder = new Set(['infrastructure']);

/** Of the facts of a deploy source, those that count, each with a link to where it stands. */
export function deployFacts(
  facts: Facts,
  location: RepositoryLocation,
  integrations: ScmIntegrationRegistry,
): Facts {
  const isInside = (path: string | undefined) =>
    location.path === '' || path?.startsWith(`${location.path}/`);
  const linked = sourceLinker(location.url, facts.commit, integrations);
  const link = <T extends Pick<FactGap, 'source'>>(item: T): T =>
    item.source ? { ...item, source: linked(item.source) } : item;
  const collections: Facts['collections'] = {};
  for (const name of deployCollections) {
    const items = (facts.collections[name] ?? []).filter(
      ({ source }) => !byFolder.has(name) || isInside(source.path),
    );
    if (items.length > 0) collections[name] = items.map(link);
  }
  return {
    collections,
    gaps: facts.gaps
      .filter(({ collection }) => deployCollections.includes(collection))
      .map(link),
  };
}

/** The facts of a deploy source that could not be read, ever. */
export function unreadDeploySource(reason: string): Facts {
  return {
    collections: {},
    gaps: deployCollections.map(collection => ({ collection, reason })),
  };
}
