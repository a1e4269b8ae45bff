import { isMapping } from '../repository/yaml/Located';
import { first, listOf, text } from './hclValues';

type Block = Record<string, unknown>;

const onCall =
  /^(?:pagerduty_(?:schedule|escalation_policy)|opsgenie_(?:schedule|escalation)|grafana_oncall_(?:schedule|on_call_shift|escalation_chain)|incident_(?:schedule|escalation_path))$/;

/** What a Terraform resource does beyond existing. */
export function terraformFacets(type: string, block: Block): string[] {
  const configuration = first(first(block.settings)?.backup_configuration);
  const recovery = first(block.point_in_time_recovery);
  const backup = configuration?.enabled === true || recovery?.enabled === true;
  const ttl = isOn(first(block.ttl));
  return [
    ...(backup ? ['backup'] : []),
    ...(ttl ? ['ttl'] : []),
    ...(ttl || endsObjects(type, block) ? ['retention'] : []),
    ...(/lifecycle_policy|scheduler|backup/.test(type) ? ['scheduled'] : []),
    ...(onCall.test(type) ? ['on-call'] : []),
    ...deliveryFacets(type, block),
  ];
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
