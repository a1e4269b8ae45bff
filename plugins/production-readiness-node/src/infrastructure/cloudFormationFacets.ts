import { Cursor } from '../repository/yaml/Cursor';

/** What a CloudFormation resource does beyond existing. */
export function cloudFormationFacets(
  type: string,
  properties: Cursor,
): string[] {
  const recovery = properties.get(
    'PointInTimeRecoverySpecification',
    'PointInTimeRecoveryEnabled',
  );
  const ttl = properties.get('TimeToLiveSpecification');
  const expires = ttl.exists && ttl.get('Enabled').boolean() !== false;
  const rules = properties.get('LifecycleConfiguration', 'Rules').items();
  const ends = rules.some(rule => rule.get('Status').text() !== 'Disabled');
  return [
    ...(recovery.boolean() === true ? ['backup'] : []),
    ...(expires ? ['ttl'] : []),
    ...(expires || ends ? ['retention'] : []),
    ...(limitsRate(type, properties) ? ['rate-limit'] : []),
    ...deliveryFacets(type, properties),
  ];
}

/** Gateways and firewalls that let a caller ask only so often. */
function limitsRate(type: string, properties: Cursor): boolean {
  if (type === 'AWS::ApiGateway::UsagePlan') {
    return properties.get('Throttle').exists;
  }
  return (
    /^AWS::WAFv2::(?:WebACL|RuleGroup)$/.test(type) &&
    properties
      .get('Rules')
      .items()
      .some(rule => rule.get('Statement', 'RateBasedStatement').exists)
  );
}

/** The circuit breaker of ECS, and the deployments of CodeDeploy. */
function deliveryFacets(type: string, properties: Cursor): string[] {
  if (type === 'AWS::ECS::Service') {
    const breaker = properties.get(
      'DeploymentConfiguration',
      'DeploymentCircuitBreaker',
    );
    return breaker.get('Enable').boolean() && breaker.get('Rollback').boolean()
      ? ['rollback']
      : [];
  }
  if (type !== 'AWS::CodeDeploy::DeploymentGroup') return [];
  const style = properties.get('DeploymentStyle', 'DeploymentType').text();
  const steps = properties.get('DeploymentConfigName').text() ?? '';
  const alarms = properties.get('AlarmConfiguration');
  const undo = properties.get('AutoRollbackConfiguration');
  return [
    ...(isOn(undo) ? ['rollback'] : []),
    ...(style === 'BLUE_GREEN' || /canary|linear/i.test(steps)
      ? ['progressive-delivery']
      : []),
    ...(isOn(alarms) && alarms.get('Alarms').items().length > 0
      ? ['analysis']
      : []),
  ];
}

function isOn(settings: Cursor): boolean {
  return settings.exists && settings.get('Enabled').boolean() !== false;
}
