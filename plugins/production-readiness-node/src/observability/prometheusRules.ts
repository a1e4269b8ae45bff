import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Cursor } from '../repository/yaml/Cursor';
import { comparesWithValue, lookaheadOf, signalsOf } from './signals';

type Observability = FactOf<'observability'>;

const severityKeys = ['severity', 'priority', 'level', 'criticality'];
const routeKeys = [
  'team',
  'owner',
  'route',
  'receiver',
  'channel',
  'slack',
  'slack_channel',
  'pagerduty',
  'page',
  'notify',
  'opsgenie',
  'businessunit',
];

/** The alerts and recording rules of the groups of a Prometheus rule file or PrometheusRule. */
export function readRuleGroups(groups: Cursor): Observability[] {
  return groups
    .items()
    .flatMap(group => group.get('rules').items())
    .flatMap(rule => readRule(rule) ?? []);
}

function readRule(rule: Cursor): Observability | undefined {
  const alert = rule.get('alert').text();
  const record = rule.get('record').text();
  const query = rule.get('expr').text();
  const name = alert ?? record;
  if (name === undefined || query === undefined) return undefined;
  const { path, line } = rule.position;
  const labels = rule.get('labels').record();
  const common = {
    source: { path, line },
    tool: 'prometheus',
    name,
    covers: signalsOf(`${name} ${query}`),
    lookahead: lookaheadOf(name, query),
  };
  if (alert === undefined) {
    return {
      ...common,
      kind: 'recording-rule',
      threshold: false,
      routed: false,
    };
  }
  const annotations = rule.get('annotations').record();
  return {
    ...common,
    kind: 'alert',
    threshold:
      comparesWithValue(query) || /\babsent(?:_over_time)?\(/.test(query),
    severity: severityKeys.flatMap(key => labels[key] ?? [])[0],
    routed: routeKeys.some(key => labels[key] !== undefined),
    runbook:
      annotations.runbook_url ?? annotations.runbook ?? annotations.runbookURL,
  };
}
