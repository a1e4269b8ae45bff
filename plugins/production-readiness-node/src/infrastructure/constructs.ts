import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { SourceFile } from '../repository/SourceFile';
import { managed } from './managed';

type Infrastructure = FactOf<'infrastructure'>;

const bicep = /^resource\s+(\w+)\s+'([\w./]+)@/;
const construct =
  /\bnew\s+((?:\w+\.){0,3}(?:DatabaseInstance|DatabaseCluster|ServerlessCluster|Table|TableV2|Bucket|Queue|Topic|Cluster|FargateCluster|CfnReplicationGroup|CfnCacheCluster|Instance|Database|Secret|Alarm))\s*\(\s*(?:this\s*,\s*)?["'`]([\w.-]+)/;

/** The resources of a Bicep file. Azure keeps their state. */
export function readBicep({ path, lines }: SourceFile): Infrastructure[] {
  return lines.flatMap((line, index) => {
    const match = line.length < 500 ? bicep.exec(line) : null;
    return match
      ? [managed('bicep', { path, line: index + 1 }, match[2], match[1])]
      : [];
  });
}

/** The resources that a CDK or Pulumi program makes, by their constructors. */
export function readConstructs(
  tool: 'cdk' | 'pulumi',
  { path, lines }: SourceFile,
): Infrastructure[] {
  return lines.flatMap((line, index) => {
    const match = line.length < 500 ? construct.exec(line) : null;
    return match
      ? [managed(tool, { path, line: index + 1 }, match[1], match[2])]
      : [];
  });
}
