import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Cursor } from '../repository/yaml/Cursor';
import { textUnder } from './objectives';
import { runbookOfAnnotations } from './runbookLink';
import { lookaheadOf, signalsOf } from './signals';

/** The alert rules of groups of Grafana, as it exports them and is provisioned with. */
export function readGrafanaAlerts(
  groups: readonly Cursor[],
): Array<FactOf<'observability'>> {
  return groups
    .flatMap(group => group.get('rules').items())
    .flatMap((rule): Array<FactOf<'observability'>> => {
      const name = rule.get('title').text();
      if (name === undefined || !rule.get('data').isList) return [];
      const { path, line } = rule.position;
      const queries = textUnder(rule.get('data'));
      const labels = rule.get('labels').record();
      const annotations = rule.get('annotations').record();
      return [
        {
          source: { path, line },
          kind: 'alert',
          tool: 'grafana',
          name,
          threshold: /threshold|evaluator|\bgt\b|\blt\b/.test(queries),
          severity: labels.severity ?? labels.priority,
          routed: rule.get('notification_settings').exists,
          covers: signalsOf(`${name} ${queries}`),
          lookahead: lookaheadOf(name, queries),
          runbook: runbookOfAnnotations(annotations),
        },
      ];
    });
}
