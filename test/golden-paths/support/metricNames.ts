import { parser } from '@prometheus-io/lezer-promql';

/** The names of the metrics that a query reads. */
export function metricNames(query: string): string[] {
  // Grafana puts a duration, or a value, where a variable stands.
  const filled = query.replace(/\$\{?\w+\}?/g, 'value');
  const names: string[] = [];
  parser.parse(filled).iterate({
    enter: ({ name, from, to, node }) => {
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') {
        names.push(filled.slice(from, to));
      }
    },
  });
  return names;
}

/** All values of a key, however deep. */
export function valuesOf(value: unknown, key: string): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === key ? [String(inner)] : valuesOf(inner, key),
  );
}
