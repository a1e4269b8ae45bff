import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Cursor } from '../repository/yaml/Cursor';
import { prometheusRuleFact } from './prometheusRuleFact';

type Observability = FactOf<'observability'>;

/** The alerts and recording rules of the groups of a Prometheus rule file or PrometheusRule. */
export function readRuleGroups(groups: Cursor): Observability[] {
  return groups
    .items()
    .flatMap(group => group.get('rules').items())
    .flatMap(rule => readRule(rule) ?? []);
}

function readRule(rule: Cursor): Observability | undefined {
  const alert = rule.get('alert').text();
  const name = alert ?? rule.get('record').text();
  const query = rule.get('expr').text();
  if (name === undefined || query === undefined) return undefined;
  const { path, line } = rule.position;
  return prometheusRuleFact(
    {
      kind: alert === undefined ? 'recording-rule' : 'alert',
      name,
      query,
      labels: rule.get('labels').record(),
      annotations: rule.get('annotations').record(),
    },
    { path, line },
  );
}
