import {
  contentHash,
  isAtLeast,
  isSatisfied,
  nextLevel,
  Source,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { CheckedResult, Report } from '../check/Report';
import { encodePath } from './encodePath';
import { sarifRule } from './sarifRule';

const schema =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const root = '%SRCROOT%';

/**
 * SARIF 2.1.0 for code review: a result for each check that is not satisfied, `error` for blockers, `warning` up to
 * the next level and `note` above it.
 */
export function formatSarif(report: Report): string {
  const { rubric, results, service, path, scorecard } = report;
  const open = results.filter(result => !isSatisfied(result));
  const log = {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'readiness',
            fullName: rubric.title,
            semanticVersion: rubric.version,
            rules: rubric.checks.map(check => sarifRule(check, rubric)),
          },
        },
        // One category per service keeps the uploads of a monorepo apart.
        automationDetails: { id: `readiness/${service}/` },
        originalUriBaseIds: {
          [root]: { description: { text: 'The root of the repository.' } },
        },
        columnKind: 'utf16CodeUnits',
        properties: {
          service,
          path,
          level: scorecard.level ?? null,
          commit: scorecard.commit,
          rubric: scorecard.rubric,
        },
        results: open.map(result => sarifResult(result, report)),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

function sarifResult(result: CheckedResult, report: Report) {
  const { id, check, state, reason, evidence, place } = result;
  const files = evidence.filter(source => source.path !== undefined);
  const places = files.length > 0 ? files : [place ?? { path: 'README.md' }];
  const observed = state === 'fail' ? '' : 'Could not be settled: ';
  return {
    ruleId: id,
    ruleIndex: report.rubric.checks.indexOf(check),
    level: severityOf(result, report),
    message: {
      text: `${check.title}: ${observed}${reason} ${check.fix.summary}`,
    },
    locations: places.map(location),
    partialFingerprints: {
      // Stands for the check of the service, so that a finding that moves stays the same finding.
      'readinessCheck/v1': contentHash([report.service, report.path, id]),
    },
    properties: { state, area: check.area, requiredFor: check.level },
  };
}

function severityOf(
  { blocker, level }: CheckedResult,
  { scorecard }: Report,
): 'error' | 'warning' | 'note' {
  if (blocker) return 'error';
  return isAtLeast(nextLevel(scorecard.level), level) ? 'warning' : 'note';
}

function location({ path = '', line = 1, endLine }: Source) {
  return {
    physicalLocation: {
      artifactLocation: { uri: encodePath(path), uriBaseId: root },
      region: {
        startLine: line,
        ...(endLine !== undefined && endLine >= line && { endLine }),
      },
    },
  };
}
