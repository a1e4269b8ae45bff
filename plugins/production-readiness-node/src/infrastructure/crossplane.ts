import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { KubernetesResource } from '../kubernetes/KubernetesResource';
import { kindOfResource } from './resourceKinds';

/** The infrastructure that a Crossplane managed resource or a cloud provider's operator creates. */
export function readCrossplane({
  kind,
  group,
  name,
  root,
  source,
}: KubernetesResource): Array<FactOf<'infrastructure'>> {
  if (!/\.(?:crossplane|upbound)\.io$/.test(group)) return [];
  if (
    group === 'pkg.crossplane.io' ||
    group === 'apiextensions.crossplane.io'
  ) {
    return [];
  }
  const parameters = root.get('spec', 'forProvider');
  return [
    {
      source,
      tool: 'crossplane',
      kind: kindOfResource(`${group}_${kind}`),
      resource: kind,
      name,
      backupRetentionDays: parameters.get('backupRetentionPeriod').number(),
      // The cluster's API server keeps the state, and keeps it consistent.
      remote: true,
      locked: true,
      facets: [],
    },
  ];
}
