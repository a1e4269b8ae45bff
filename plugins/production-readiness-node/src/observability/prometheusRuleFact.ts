import {
  FactOf,
  Source,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { runbookOfAnnotations } from './runbookLink';
import { comparesWithValue, lookaheadOf, signalsOf } from './signals';

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

/** A rule as a rule file or a Prometheus server tells it. @public */
export interface PrometheusRule {
  kind: 'alert' | 'recording-rule';
  name: string;
  query: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
}

/** What a rule of Prometheus says to the checks, wherever it was found. @public */
export function prometheusRuleFact(
  { kind, name, query, labels, annotations }: PrometheusRule,
  source: Source,
): FactOf<'observability'> {
  const common = {
    source,
    kind,
    tool: 'prometheus',
    name,
    covers: signalsOf(`${name} ${query}`),
    lookahead: lookaheadOf(name, query),
  };
  if (kind === 'recording-rule') {
    return { ...common, threshold: false, routed: false };
  }
  return {
    ...common,
    threshold:
      comparesWithValue(query) || /\babsent(?:_over_time)?\(/.test(query),
    severity: severityKeys.flatMap(key => labels[key] ?? [])[0],
    routed: routeKeys.some(key => labels[key] !== undefined),
    runbook: runbookOfAnnotations(annotations),
  };
}
