import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Cursor } from '../repository/yaml/Cursor';
import { prometheusRuleFact } from './prometheusRuleFact';

type Observability = FactOf<'observability'>;

/** The alerts of an Alert of Nais; all of them go to the receivers that it names. */
export function readNaisAlerts(spec: Cursor): Observability[] {
  const routed = spec.get('receivers').keys().length > 0;
  return spec
    .get('alerts')
    .items()
    .flatMap((alert): Observability[] => {
      const name = alert.get('alert').text();
      const query = alert.get('expr').text();
      if (name === undefined || query === undefined) return [];
      const { path, line } = alert.position;
      const fact = prometheusRuleFact(
        {
          kind: 'alert',
          name,
          query,
          labels: {
            ...alert.get('labels').record(),
            ...severityOf(alert),
          },
          annotations: { description: words(alert) },
        },
        { path, line },
      );
      return [{ ...fact, tool: 'nais', routed: routed || fact.routed }];
    });
}

function severityOf(alert: Cursor): Record<string, string> {
  const severity = alert.get('severity').text();
  return severity === undefined ? {} : { severity };
}

/** What an alert tells those whom it reaches. */
function words(alert: Cursor): string {
  return ['description', 'action', 'documentation', 'sla']
    .flatMap(key => alert.get(key).text() ?? [])
    .join('\n');
}
