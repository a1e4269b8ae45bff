import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { isMapping } from '../repository/yaml/Located';
import { lookaheadOf, signalsOf } from '../observability/signals';
import { kindOfResource } from './resourceKinds';

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

/** Reads the JSON that a Terraform file converts to. */
export function readTerraform(
  path: string,
  lines: readonly string[],
  json: unknown,
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
    file.resources.push(readResource(path, line, type, name, block));
    const alert = readAlarm(path, line, type, name, block);
    if (alert) file.observability.push(alert);
  }
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

function readResource(
  path: string,
  line: number,
  type: string,
  name: string,
  block: Record<string, unknown>,
): Infrastructure {
  const days =
    number(block.backup_retention_period) ??
    number(block.backup_retention_days) ??
    number(block.snapshot_retention_limit);
  const configuration = first(first(block.settings)?.backup_configuration);
  const recovery = first(block.point_in_time_recovery);
  const facets = [
    ...(configuration?.enabled === true || recovery?.enabled === true
      ? ['backup']
      : []),
    ...(first(block.ttl) !== undefined ? ['ttl'] : []),
    ...(/lifecycle/.test(type) || block.lifecycle_rule !== undefined
      ? ['retention']
      : []),
    ...(/lifecycle_policy|scheduler|backup/.test(type) ? ['scheduled'] : []),
  ];
  return {
    source: { path, line },
    tool: 'terraform',
    kind: kindOfResource(type),
    resource: type,
    name,
    backupRetentionDays: days,
    facets,
  };
}

/** Alarms of the clouds and monitors of observability vendors. */
function readAlarm(
  path: string,
  line: number,
  type: string,
  name: string,
  block: Record<string, unknown>,
): Observability | undefined {
  const common = {
    source: { path, line },
    name,
    threshold: true,
    covers: signalsOf(`${name} ${JSON.stringify(block).slice(0, 20_000)}`),
  };
  const query = text(block.query) ?? '';
  const routed = (key: string) => block[key] !== undefined;
  switch (type) {
    case 'aws_cloudwatch_metric_alarm':
      return {
        ...common,
        kind: 'alert',
        tool: 'cloudwatch',
        routed: routed('alarm_actions'),
        lookahead:
          block.threshold_metric_id === undefined ? undefined : 'anomaly',
      };
    case 'azurerm_monitor_metric_alert':
    case 'azurerm_monitor_scheduled_query_rules_alert':
    case 'azurerm_monitor_scheduled_query_rules_alert_v2':
      return {
        ...common,
        kind: 'alert',
        tool: 'azure-monitor',
        severity: text(block.severity),
        routed: routed('action'),
        lookahead: block.dynamic_criteria === undefined ? undefined : 'anomaly',
      };
    case 'google_monitoring_alert_policy':
      return {
        ...common,
        kind: 'alert',
        tool: 'google-monitoring',
        severity: text(block.severity),
        routed: routed('notification_channels'),
        lookahead: lookaheadOf(name, JSON.stringify(block.conditions ?? '')),
      };
    case 'datadog_monitor':
      return {
        ...common,
        kind: 'alert',
        tool: 'datadog',
        threshold: routed('monitor_thresholds') || /[<>]/.test(query),
        severity: text(block.priority),
        routed: /@[\w-]/.test(text(block.message) ?? ''),
        lookahead: lookaheadOf(
          text(block.type) === 'slo alert' ? `${name} burn rate` : name,
          query,
        ),
      };
    case 'newrelic_nrql_alert_condition':
    case 'grafana_rule_group':
    case 'dynatrace_metric_events':
      return {
        ...common,
        kind: 'alert',
        tool: type.split('_')[0],
        routed: true,
      };
    case 'grafana_dashboard':
    case 'datadog_dashboard':
    case 'datadog_dashboard_json':
    case 'aws_cloudwatch_dashboard':
    case 'newrelic_one_dashboard':
    case 'google_monitoring_dashboard':
      return {
        ...common,
        kind: 'dashboard',
        tool: type.split('_')[0],
        threshold: false,
        routed: false,
      };
    case 'datadog_service_level_objective':
    case 'google_monitoring_slo':
    case 'nobl9_slo':
    case 'newrelic_service_level':
    case 'grafana_slo':
    case 'dynatrace_slo_v2':
    case 'aws_applicationsignals_service_level_objective':
      return readObjective(common, type, block);
    default:
      return undefined;
  }
}

function readObjective(
  common: Pick<Observability, 'source' | 'name' | 'threshold' | 'covers'>,
  type: string,
  block: Record<string, unknown>,
): Observability {
  const threshold =
    first(block.thresholds) ??
    first(block.objectives) ??
    first(block.objective);
  return {
    ...common,
    kind: 'slo',
    tool: type.split('_')[0],
    routed: false,
    target:
      text(block.goal) ?? text(threshold?.target) ?? text(threshold?.value),
    window:
      text(threshold?.timeframe) ??
      text(block.timeframe) ??
      text(threshold?.window) ??
      (text(block.rolling_period_days) === undefined
        ? undefined
        : `${text(block.rolling_period_days)}d`),
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
    facets: [],
  };
}

/** Blocks of two labels: type, name, content. */
function blocksOf(
  blocks: unknown,
): Array<[type: string, name: string, block: Record<string, unknown>]> {
  if (!isMapping(blocks)) return [];
  return Object.entries(blocks).flatMap(([type, named]) =>
    isMapping(named)
      ? Object.entries(named).flatMap(([name, block]) => {
          const content = first(block);
          return content
            ? [
                [type, name, content] as [
                  string,
                  string,
                  Record<string, unknown>,
                ],
              ]
            : [];
        })
      : [],
  );
}

function listOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined ? [] : [value];
}

/** The first mapping of a block, which is a list where it can repeat. */
function first(value: unknown): Record<string, unknown> | undefined {
  return listOf(value).find(isMapping);
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : undefined;
}

function number(value: unknown): number | undefined {
  const result = Number(text(value));
  return Number.isFinite(result) ? result : undefined;
}

function lineOf(
  lines: readonly string[],
  keyword: string,
  type: string,
  name: string,
): number {
  const bare = `${keyword} ${type} ${name} {`;
  const at = lines.findIndex(
    line =>
      line.startsWith(keyword) &&
      `${line.replace(/"/g, '').replace(/\s+/g, ' ')} `.startsWith(bare),
  );
  return at < 0 ? 1 : at + 1;
}

function lineStarting(lines: readonly string[], keyword: string): number {
  const at = lines.findIndex(line => line.trimStart().startsWith(keyword));
  return at < 0 ? 1 : at + 1;
}
