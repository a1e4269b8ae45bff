import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Cursor } from '../repository/yaml/Cursor';
import { runbookInText } from './runbookLink';
import { comparesWithValue, lookaheadOf, signalsOf } from './signals';

/** An alert of Sysdig Monitor, as JSON of its API. One that is switched off is none. */
export function readSysdigAlert(
  alert: Cursor,
): FactOf<'observability'> | undefined {
  const name = alert.get('name').text();
  const config = alert.get('config');
  const channels = alert.get('notificationChannelConfigList');
  if (name === undefined || !config.isMapping || !channels.isList) {
    return undefined;
  }
  if (alert.get('enabled').boolean() === false) return undefined;
  const query = config.get('query').text() ?? '';
  const { path, line } = alert.position;
  const description = alert.get('description').text() ?? '';
  return {
    source: { path, line },
    kind: 'alert',
    tool: 'sysdig',
    name,
    threshold: config.get('threshold').exists || comparesWithValue(query),
    severity: alert.get('severity').text(),
    routed: channels.items().length > 0,
    covers: signalsOf(`${name} ${query}`),
    lookahead: lookaheadOf(name, query),
    runbook: runbookInText(description),
  };
}
