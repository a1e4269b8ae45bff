import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { signalsOf } from '../observability/signals';
import { textUnder } from '../observability/objectives';
import { Cursor } from '../repository/yaml/Cursor';
import { cloudFormationFacets } from './cloudFormationFacets';
import { kindOfResource } from './resourceKinds';

/** The resources and alarms of a CloudFormation template. */
export function readCloudFormation(root: Cursor): {
  infrastructure: Array<FactOf<'infrastructure'>>;
  observability: Array<FactOf<'observability'>>;
} {
  const resources = root
    .get('Resources')
    .entries()
    .filter(([, resource]) =>
      /^(?:AWS|Alexa|Custom)::/.test(resource.get('Type').text() ?? ''),
    );
  return {
    infrastructure: resources.map(([name, resource]) => {
      const type = resource.get('Type').text() ?? '';
      const properties = resource.get('Properties');
      const { path, line } = resource.position;
      return {
        source: { path, line },
        tool: 'cloudformation',
        kind: kindOfResource(type),
        resource: type,
        name,
        backupRetentionDays: properties.get('BackupRetentionPeriod').number(),
        // CloudFormation keeps the state, and one change at a time.
        remote: true,
        locked: true,
        facets: cloudFormationFacets(type, properties),
      };
    }),
    observability: resources
      .filter(
        ([, resource]) =>
          resource.get('Type').text() === 'AWS::CloudWatch::Alarm',
      )
      .map(([name, resource]) => {
        const { path, line } = resource.position;
        const properties = resource.get('Properties');
        const anomaly = properties.get('ThresholdMetricId').exists;
        return {
          source: { path, line },
          kind: 'alert' as const,
          tool: 'cloudwatch',
          name,
          threshold: properties.get('Threshold').exists || anomaly,
          routed: properties.get('AlarmActions').exists,
          covers: signalsOf(textUnder(properties)),
          lookahead: anomaly ? ('anomaly' as const) : undefined,
        };
      }),
  };
}
