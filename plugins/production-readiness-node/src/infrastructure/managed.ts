import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { kindOfResource } from './resourceKinds';

type Infrastructure = FactOf<'infrastructure'>;

/** A resource whose state the cloud or the tool keeps, for all who change it. */
export function managed(
  tool: string,
  source: Infrastructure['source'],
  resource: string,
  name: string,
): Infrastructure {
  const kind = kindOfResource(resource.replace(/\./g, '_'));
  return {
    source,
    tool,
    kind: kind === 'other' ? byConstructor(resource) : kind,
    resource,
    name,
    remote: true,
    locked: true,
    facets: [],
  };
}

/** Constructors whose short names say what they make. */
function byConstructor(resource: string): Infrastructure['kind'] {
  const name = resource.slice(resource.lastIndexOf('.') + 1);
  if (/^(?:Table|TableV2|Instance|ServerlessCluster)$/.test(name))
    return 'database';
  if (/^(?:Queue|Topic)$/.test(name)) return 'queue';
  if (/^Cfn/.test(name)) return 'cache';
  return /Cluster$/.test(name) ? 'cluster' : 'other';
}
