import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { isMapping } from '../repository/yaml/Located';
import { backupRetention, retentionArguments } from './backupRetention';
import { first, text } from './hclValues';
import { kindOfResource } from './resourceKinds';
import { TerraformValues } from './TerraformValues';

type Infrastructure = FactOf<'infrastructure'>;

const backupName = /(?:^|[^a-z])(?:velero|backups?)(?:[^a-z]|$)/i;
/** What backups need and that is none. */
const besideBackup =
  /bucket|s3|storage|role|iam|irsa|policy|kms|key|alarm|alert/i;

/** Names of modules that resources of the same kind have others for. */
const others: Record<string, string> = {
  eks: 'eks_cluster',
  ecs: 'ecs_cluster',
  kubernetes_engine: 'container_cluster',
  cloud_storage: 'storage_bucket',
  sql_db: 'sql_database_instance',
  memory_db: 'redis',
  documentdb_cluster: 'docdb',
};

const kinds = new Set(['database', 'bucket', 'queue', 'cache', 'cluster']);
/** Modules for what stands beside a store: who may reach it, watch it or write to it. */
const besideStore =
  /(?:^|_)(?:access|iam|role|irsa|policy|kms|key|sg|security|proxy|parameter|subnet|option|alarms?|alerts?|monitor\w*|dashboards?|notifications?|object|user|users|secret|secrets|exporter|client|migrations?|addons?|node_group|karpenter|service)(?:_|$)/;

/**
 * What modules that are elsewhere define, as far as their names tell: backups, and what a service keeps its data in.
 */
export function moduleResources(
  path: string,
  lines: readonly string[],
  modules: unknown,
  values: TerraformValues,
): Infrastructure[] {
  return Object.entries(isMapping(modules) ? modules : {}).flatMap(
    ([label, block]): Infrastructure[] => {
      const content = first(block) ?? {};
      const address = text(content.source) ?? '';
      const kind = isBackup(label, address) ? 'backup' : kindOfModule(address);
      if (kind === undefined || values.settle(content.count) === 0) return [];
      const line = lines.findIndex(
        each => each.startsWith('module') && each.includes(label),
      );
      const given = retentionArguments.map(name => [
        name,
        values.settle(content[name]),
      ]);
      return [
        {
          source: { path, line: Math.max(line + 1, 1) },
          tool: 'terraform',
          kind,
          resource: 'module',
          name: label,
          ...(kind === 'backup'
            ? {}
            : backupRetention(Object.fromEntries(given))),
          facets: [],
        },
      ];
    },
  );
}

/** Whether a module is named for the backups that it makes. */
function isBackup(label: string, address: string): boolean {
  const name = address.split('?')[0].split('/').slice(-2).join('/');
  const words = [label, name];
  return (
    words.some(word => backupName.test(word)) &&
    !words.some(word => besideBackup.test(word))
  );
}

/** What a module defines that comes from a registry (`namespace/name/provider`) or from a repository. */
function kindOfModule(address: string): Infrastructure['kind'] | undefined {
  const name = nameOfModule(address.split('?')[0].slice(0, 300));
  if (name === undefined || besideStore.test(name)) return undefined;
  const kind = kindOfResource(others[name] ?? name);
  return kinds.has(kind) ? kind : undefined;
}

function nameOfModule(address: string): string | undefined {
  if (address.startsWith('.') || address.startsWith('/')) return undefined;
  const [whole, inner] = address.replace(/^[a-z:]*:\/\//, '').split('//');
  const parts = whole.split('/');
  const isRegistry = parts.length === 3 && !address.includes(':');
  // A part of a module of a registry stands beside what the module defines.
  if (isRegistry && inner !== undefined) return undefined;
  const told = isRegistry ? parts[1] : (inner ?? whole).split('/').pop() ?? '';
  return told
    .replace(/\.git$/, '')
    .replace(/^(?:[a-z]+-)*terraform-(?:(?:aws|google|azurerm)-)?/, '')
    .replace(/-/g, '_')
    .toLowerCase();
}
