import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Cursor } from '../repository/yaml/Cursor';
import { runbookInText } from './runbookLink';
import { comparesWithValue, lookaheadOf, signalsOf } from './signals';

/** A Datadog monitor, as JSON of its API or as a DatadogMonitor's specification. */
export function readDatadogMonitor(
  monitor: Cursor,
): FactOf<'observability'> | undefined {
  const query = monitor.get('query').text();
  const type = monitor.get('type').text();
  const name = monitor.get('name').text();
  if (query === undefined || type === undefined || name === undefined) {
    return undefined;
  }
  const { path, line } = monitor.position;
  const message = monitor.get('message').text() ?? '';
  return {
    source: { path, line },
    kind: 'alert',
    tool: 'datadog',
    name,
    threshold: comparesWithValue(query),
    severity: monitor.get('priority').text(),
    routed: /@[\w-]/.test(message),
    covers: signalsOf(`${name} ${query}`),
    lookahead: lookaheadOf(name, query),
    runbook: runbookInText(message),
  };
}
