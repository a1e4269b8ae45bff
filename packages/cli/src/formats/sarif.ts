import { toSarif } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Report } from '../check/Report';

/** SARIF 2.1.0 for code review. */
export function formatSarif(report: Report): string {
  const { service, path, rubric, results, scorecard } = report;
  const places = new Map(results.map(({ id, place }) => [id, place]));
  const log = toSarif({
    service,
    path,
    rubric,
    scorecard: { ...scorecard, results },
    placeOf: check => places.get(check),
  });
  return `${JSON.stringify(log, undefined, 2)}\n`;
}
