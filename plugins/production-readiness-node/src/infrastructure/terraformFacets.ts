import { isMapping } from '../repository/yaml/Located';
import { first, listOf, text } from './hclValues';

type Block = Record<string, unknown>;

const onCall =
  /^(?:pagerduty_(?:schedule|escalation_policy)|opsgenie_(?:schedule|escalation)|grafana_oncall_(?:schedule|on_call_shift|escalation_chain)|incident_(?:schedule|escalation_path))$/;

/** What a Terraform resource does beyond existing. */
export function terraformFacets(type: string, block: Block): string[] {
  const configuration = first(first(block.settings)?.backup_configuration);
  const recovery = first(block.point_in_time_recovery);
  const snapshots = first(block.snapshot_options);
  const backup =
    configuration?.enabled === true ||
    recovery?.enabled === true ||
    snapshots?.automated_snapshot_start_hour !== undefined;
  const ttl = isOn(first(block.ttl));
  return [
    ...(backup ? ['backup'] : []),
    ...(ttl ? ['ttl'] : []),
    ...(ttl || endsObjects(type, block) ? ['retention'] : []),
    ...(/lifecycle_policy|scheduler|backup/.test(type) ? ['scheduled'] : []),
    ...(onCall.test(type) ? ['on-call'] : []),
    ...(limitsRate(type, block) ? ['rate-limit'] : []),
    ...deliveryFacets(type, block),
  ];
}

/** Gateways and firewalls that let a caller ask only so often. */
function limitsRate(type: string, block: Block): boolean {
  switch (type) {
    case 'aws_api_gateway_usage_plan':
      return first(block.throttle_settings) !== undefined;
    case 'aws_api_gateway_method_settings':
      return throttles(first(block.settings));
    case 'aws_apigatewayv2_stage':
      return [block.default_route_settings, ...listOf(block.route_settings)]
        .map(first)
        .some(throttles);
    case 'aws_wafv2_web_acl':
    case 'aws_wafv2_rule_group':
      return names(block, 'rate_based_statement');
    case 'google_compute_security_policy':
    case 'google_compute_security_policy_rule':
      return names(block, 'rate_limit_options');
    case 'azurerm_web_application_firewall_policy':
    case 'azurerm_cdn_frontdoor_firewall_policy':
    case 'azurerm_frontdoor_firewall_policy':
      return names(block, 'RateLimitRule');
    case 'cloudflare_ruleset':
      return block.phase === 'http_ratelimit';
    default:
      return /^(?:aws_waf(?:regional)?_rate_based_rule|cloudflare_rate_limit)$/.test(
        type,
      );
  }
}

function throttles(settings: Block | undefined): boolean {
  const limit = settings?.throttling_rate_limit;
  return limit !== undefined && limit !== 0 && limit !== -1;
}

/** Whether a word is a key or a value somewhere in a block. */
function names(block: Block, word: string): boolean {
  return JSON.stringify(block).includes(`"${word}"`);
}

/** A rule that removes what is old: of a bucket, not of a registry of images. */
function endsObjects(type: string, block: Block): boolean {
  const own = /lifecycle/.test(type) && !/^aws_(?:ecr|autoscaling)/.test(type);
  if (!own && block.lifecycle_rule === undefined) return false;
  const rules = [...listOf(block.rule), ...listOf(block.lifecycle_rule)].filter(
    isMapping,
  );
  return (
    rules.length === 0 ||
    rules.some(rule => rule.status !== 'Disabled' && rule.enabled !== false)
  );
}

/** The circuit breaker of ECS, and the deployments of CodeDeploy. */
function deliveryFacets(type: string, block: Block): string[] {
  if (type === 'aws_ecs_service') {
    const breaker = first(block.deployment_circuit_breaker);
    return breaker?.enable === true && breaker.rollback === true
      ? ['rollback']
      : [];
  }
  if (type !== 'aws_codedeploy_deployment_group') return [];
  const style = text(first(block.deployment_style)?.deployment_type);
  const steps = text(block.deployment_config_name) ?? '';
  const alarms = first(block.alarm_configuration);
  return [
    ...(isOn(first(block.auto_rollback_configuration)) ? ['rollback'] : []),
    ...(style === 'BLUE_GREEN' || /canary|linear/i.test(steps)
      ? ['progressive-delivery']
      : []),
    ...(isOn(alarms) && listOf(alarms?.alarms).length > 0 ? ['analysis'] : []),
  ];
}

function isOn(block: Block | undefined): boolean {
  return block !== undefined && block.enabled !== false;
}
