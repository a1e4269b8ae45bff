import { parser } from '@prometheus-io/lezer-promql';
import { eachFile, textOf } from '../files';
import { Validator } from '../Validator';

/** Every query of a Grafana dashboard is PromQL. */
export const dashboardsValidator: Validator = {
  name: 'PromQL in dashboards',
  units: files =>
    eachFile(files, path => path.endsWith('.json')).filter(
      ({ files: [file] }) => /"panels"\s*:/.test(textOf(file)),
    ),
  async check({ files: [file] }) {
    const queries = expressionsIn(JSON.parse(textOf(file)));
    return queries.length === 0
      ? ['has no query']
      : queries.flatMap(query =>
          isPromQl(query) ? [] : [`is no PromQL: ${query}`],
        );
  },
};

function expressionsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === 'expr' ? [String(inner)] : expressionsIn(inner),
  );
}

function isPromQl(query: string): boolean {
  // Grafana puts a duration, or a value, where a variable stands.
  const filled = query
    .replace(/\$__(?:rate_)?interval|\$\{__(?:rate_)?interval\}/g, '5m')
    .replace(/\$\{?\w+\}?/g, 'value');
  let isValid = true;
  parser.parse(filled).iterate({
    enter: ({ type }) => {
      if (type.isError) isValid = false;
    },
  });
  return isValid;
}
