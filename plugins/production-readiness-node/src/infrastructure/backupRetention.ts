import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { unresolvedIn } from '../repository/yaml/unresolved';
import { number } from './hclValues';

/** The arguments that say for how many days backups are kept. */
export const retentionArguments = [
  'backup_retention_period',
  'backup_retention_days',
  'snapshot_retention_limit',
];

/** For how many days a resource of Terraform keeps backups. */
export function backupRetention(
  block: Record<string, unknown>,
): Pick<FactOf<'infrastructure'>, 'backupRetentionDays' | 'unresolved'> {
  const stated = retentionArguments
    .map(name => block[name])
    .find(value => value !== undefined && value !== null);
  const open = typeof stated === 'string' ? unresolvedIn(stated) : undefined;
  return {
    backupRetentionDays: number(stated),
    ...(open === undefined
      ? {}
      : { unresolved: { backupRetentionDays: open } }),
  };
}
