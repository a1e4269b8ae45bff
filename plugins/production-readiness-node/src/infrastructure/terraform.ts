import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { isMapping } from '../repository/yaml/Located';
import { moduleResources } from './moduleResources';
import { kindOfResource } from './resourceKinds';
import { terraformFacets } from './terraformFacets';
import { backupRetention } from './backupRetention';
import { first, listOf, text } from './hclValues';
import { readAlarm } from './terraformAlarms';
import { blocksOf, lineOf } from './terraformBlocks';
import { TerraformValues } from './TerraformValues';
import { uptimeModules } from './uptimeChecks';

type Infrastructure = FactOf<'infrastructure'>;
type Observability = FactOf<'observability'>;

/** What a Terraform file declares. */
export interface TerraformFile {
  path: string;
  resources: Infrastructure[];
  observability: Observability[];
  /** Where the state is kept, where the file says so. */
  backend?: Infrastructure;
  /** It configures a provider, so that its folder is where Terraform is run. */
  isRoot: boolean;
}

/** Backends that lock by themselves. */
const lockingBackends = new Set([
  'gcs',
  'azurerm',
  'remote',
  'cloud',
  'kubernetes',
  'consul',
  'pg',
  'cos',
  'oss',
]);

/** Attributes whose values matter and not only that they are there. */
const asked = [
  'count',
  'backup_retention_period',
  'backup_retention_days',
  'snapshot_retention_limit',
  'settings',
  'point_in_time_recovery',
  'snapshot_options',
  'ttl',
  'rule',
  'lifecycle_rule',
];

/**
 * Reads the JSON that a Terraform file converts to.
 * @param values - settles what stands in the file's folder, as it is run
 */
export function readTerraform(
  path: string,
  lines: readonly string[],
  json: unknown,
  values: TerraformValues,
): TerraformFile {
  const file: TerraformFile = {
    path,
    resources: [],
    observability: [],
    isRoot: isMapping(json) && isMapping(json.provider),
  };
  if (!isMapping(json)) return file;
  for (const [type, name, block] of blocksOf(json.resource)) {
    const line = lineOf(lines, 'resource', type, name);
    const stated = asked.filter(key => key in block);
    const settled = Object.fromEntries(
      stated.map(key => [key, values.settle(block[key])]),
    );
    if (settled.count === 0 || isStateLock(type, block)) continue;
    file.resources.push(
      readResource(path, line, type, name, { ...block, ...settled }),
    );
    const alert = readAlarm(path, line, type, name, block);
    if (alert) file.observability.push(alert);
  }
  file.resources.push(...moduleResources(path, lines, json.module, values));
  file.observability.push(...uptimeModules(path, lines, json.module, values));
  for (const settings of listOf(json.terraform)) {
    file.backend ??= readBackend(path, lines, settings);
  }
  const remoteState = listOf(json.remote_state)[0];
  if (isMapping(remoteState)) {
    file.backend ??= backendFact(
      path,
      lineStarting(lines, 'remote_state'),
      text(remoteState.backend) ?? '',
      first(remoteState.config) ?? {},
    );
  }
  return file;
}

/** The table in which Terraform itself locks its state. */
function isStateLock(type: string, block: Record<string, unknown>): boolean {
  return type === 'aws_dynamodb_table' && block.hash_key === 'LockID';
}

function readResource(
  path: string,
  line: number,
  type: string,
  name: string,
  block: Record<string, unknown>,
): Infrastructure {
  return {
    source: { path, line },
    tool: 'terraform',
    kind: kindOfResource(type),
    resource: type,
    name,
    ...backupRetention(block),
    facets: terraformFacets(type, block),
  };
}

function readBackend(
  path: string,
  lines: readonly string[],
  settings: unknown,
): Infrastructure | undefined {
  if (!isMapping(settings)) return undefined;
  if (settings.cloud !== undefined) {
    return backendFact(path, lineStarting(lines, 'cloud'), 'cloud', {});
  }
  const backend = first(settings.backend);
  const [type, value] = backend ? Object.entries(backend)[0] ?? [] : [];
  if (type === undefined) return undefined;
  return backendFact(
    path,
    lineStarting(lines, 'backend'),
    type,
    first(value) ?? {},
  );
}

function backendFact(
  path: string,
  line: number,
  type: string,
  settings: Record<string, unknown>,
): Infrastructure {
  const locked =
    lockingBackends.has(type) ||
    settings.dynamodb_table !== undefined ||
    settings.use_lockfile === true ||
    settings.lock_address !== undefined;
  return {
    source: { path, line },
    tool: 'terraform',
    kind: 'state-backend',
    resource: type,
    name: type,
    remote: type !== 'local',
    locked: type !== 'local' && locked,
    // The bucket is then given when it is initialised, and with it perhaps a lock.
    facets: type === 's3' && settings.bucket === undefined ? ['partial'] : [],
  };
}

function lineStarting(lines: readonly string[], keyword: string): number {
  const at = lines.findIndex(line => line.trimStart().startsWith(keyword));
  return at < 0 ? 1 : at + 1;
}
