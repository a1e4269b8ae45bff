import { Source } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Report } from '../check/Report';

/**
 * The machine-readable report. `service`, `rubric`, `level`, `nextSteps` and `checks` with `id`, `level`, `area`,
 * `state`, `reason` and `evidence` are stable; it is also what `--baseline` reads.
 */
export function formatJson(report: Report): string {
  const { scorecard, results, comparison } = report;
  const document = {
    service: report.service,
    path: report.path,
    commit: scorecard.commit,
    rubric: scorecard.rubric,
    level: scorecard.level ?? null,
    exemptions: scorecard.exemptions,
    nextSteps: scorecard.nextSteps,
    checks: results.map(({ check, place: _place, evidence, ...result }) => ({
      id: result.id,
      level: result.level,
      area: result.area,
      title: check.title,
      blocker: result.blocker,
      state: result.state,
      reason: result.reason,
      evidence: evidence.map(plainSource),
      ...(result.inherited && { inherited: result.inherited }),
    })),
    gaps: report.gaps.map(({ collection, reason, source }) => ({
      collection,
      reason,
      ...(source && plainSource(source)),
    })),
    ...(comparison && {
      comparison: {
        ...comparison,
        levelBefore: comparison.levelBefore ?? null,
      },
    }),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** The keys of a source in a fixed order, so that equal reports are equal bytes. */
function plainSource({ path, line, endLine, url }: Source): Source {
  return {
    ...(path !== undefined && { path }),
    ...(line !== undefined && { line }),
    ...(endLine !== undefined && { endLine }),
    ...(url !== undefined && { url }),
  };
}
