import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { runbookInText } from '../observability/runbookLink';
import { lookaheadOf, signalsOf } from '../observability/signals';
import { first, text } from './hclValues';
import { uptimeCheck } from './uptimeChecks';

type Observability = FactOf<'observability'>;

/** Alarms of the clouds and monitors of observability vendors. */
export function readAlarm(
  path: string,
  line: number,
  type: string,
  name: string,
  block: Record<string, unknown>,
): Observability | undefined {
  const written = JSON.stringify(block).slice(0, 20_000);
  const common = {
    source: { path, line },
    name,
    threshold: true,
    covers: signalsOf(`${name} ${written}`),
    runbook: runbookInText(written.split('\\n').join('\n')),
  };
  const query = text(block.query) ?? '';
  const routed = (key: string) => block[key] !== undefined;
  const check = uptimeCheck(type, block);
  if (check) return { ...common, ...check, kind: 'alert' };
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
    case 'elasticsearch_opensearch_monitor':
    case 'elasticsearch_monitor':
    case 'opensearch_monitor':
      return {
        ...common,
        kind: 'alert',
        tool: 'opensearch',
        severity: /"severity[\\"]*:\s{0,5}[\\"]*(\w{1,20})/.exec(written)?.[1],
        routed: /destination_?id/i.test(written),
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
        runbook: undefined,
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
  {
    runbook: _,
    ...common
  }: Pick<
    Observability,
    'source' | 'name' | 'threshold' | 'covers' | 'runbook'
  >,
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
