import { Fields } from '../../deployment/Fields';
import { FoundPlatform } from '../../deployment/model';
import { KubernetesResource } from '../KubernetesResource';
import { daprReaders } from './dapr';
import { deliveryReaders } from './delivery';
import { networkReaders } from './network';
import { operationsReaders } from './operations';
import { PlatformReaders } from './PlatformReader';
import { scalingReaders } from './scaling';
import { secretReaders } from './secrets';

const readers: PlatformReaders = {
  ...scalingReaders,
  ...networkReaders,
  ...secretReaders,
  ...deliveryReaders,
  ...operationsReaders,
  ...daprReaders,
};

/** The kinds of resources that say what the platform does. */
export function isPlatformKind(kind: string): boolean {
  return Object.hasOwn(readers, kind);
}

/** What a resource says that the platform does, or undefined where it says nothing. */
export function readPlatform(
  resource: KubernetesResource,
): FoundPlatform | undefined {
  if (!isPlatformKind(resource.kind)) return undefined;
  const { group, read } = readers[resource.kind];
  if (group !== undefined && !belongs(resource.group, group)) {
    return undefined;
  }
  const fields = new Fields();
  const statement = read(resource, fields);
  if (!statement) return undefined;
  // A resource that stands under a condition which is not settled may or may not be there.
  fields.settled('enabled', resource.root.get('kind'));
  return {
    kind: statement.kind,
    resource: resource.kind,
    name: resource.name,
    namespace: resource.namespace,
    version: statement.version,
    minReplicas: statement.minReplicas,
    maxReplicas: statement.maxReplicas,
    enabled: statement.enabled ?? true,
    automated: statement.automated ?? false,
    facets: (statement.facets ?? []).filter(
      (facet): facet is string => typeof facet === 'string',
    ),
    selects: statement.selects,
    secretNames: statement.secretNames,
    source: resource.source,
    origin: resource.origin,
    unresolved: fields.unresolved,
  };
}

/** Groups of one project share their start; the core group is only itself. */
function belongs(group: string, expected: string): boolean {
  return expected === '' ? group === '' : group.startsWith(expected);
}
