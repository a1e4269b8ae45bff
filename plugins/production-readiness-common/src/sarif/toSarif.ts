import { Source } from '../facts';
import { Check, contentHash, RubricDocument } from '../rubric';
import {
  isAtLeast,
  isSatisfied,
  nextLevel,
  Result,
  Scorecard,
} from '../scorecard';
import { encodePath } from './encodePath';
import { sarifRule } from './sarifRule';

const schema =
  'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const root = '%SRCROOT%';

/** A scorecard to show in code review. @public */
export interface SarifInput {
  service: string;
  /** Folder of the service in its repository; '' for the whole repository. */
  path: string;
  /** The rubric that the scorecard rests on. */
  rubric: RubricDocument;
  scorecard: Scorecard;
  /** Where a reader is sent for a check whose evidence names no file. README.md where there is no answer. */
  placeOf?: (check: string) => Source | undefined;
}

/**
 * A scorecard as SARIF 2.1.0, to be written as JSON: a result for each check that is not satisfied, `error` for
 * blockers, `warning` up to the next level and `note` above it.
 * @public
 */
export function toSarif(input: SarifInput) {
  const { rubric, service, path, scorecard } = input;
  const checks = new Map(
    rubric.checks.map((check, index) => [check.id, { check, index }]),
  );
  return {
    $schema: schema,
    version: '2.1.0' as const,
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
        columnKind: 'utf16CodeUnits' as const,
        properties: {
          service,
          path,
          level: scorecard.level ?? null,
          commit: scorecard.commit,
          rubric: scorecard.rubric,
        },
        results: scorecard.results.flatMap(result => {
          const known = checks.get(result.id);
          if (!known || isSatisfied(result)) return [];
          return [sarifResult(result, known.check, known.index, input)];
        }),
      },
    ],
  };
}

function sarifResult(
  result: Result,
  check: Check,
  ruleIndex: number,
  { service, path, scorecard, placeOf }: SarifInput,
) {
  const { id, state, reason, evidence } = result;
  const files = evidence.filter(source => source.path !== undefined);
  const places =
    files.length > 0 ? files : [placeOf?.(id) ?? { path: 'README.md' }];
  const observed = state === 'fail' ? '' : 'Could not be settled: ';
  return {
    ruleId: id,
    ruleIndex,
    level: severityOf(result, scorecard),
    message: {
      text: `${check.title}: ${observed}${reason} ${check.fix.summary}`,
    },
    locations: places.map(place => location(place, scorecard.commit)),
    partialFingerprints: {
      // Stands for the check of the service, so that a finding that moves stays the same finding.
      'readinessCheck/v1': contentHash([service, path, id]),
    },
    properties: { state, area: check.area, requiredFor: check.level },
  };
}

function severityOf(
  { blocker, level }: Result,
  scorecard: Scorecard,
): 'error' | 'warning' | 'note' {
  if (blocker) return 'error';
  return isAtLeast(nextLevel(scorecard.level), level) ? 'warning' : 'note';
}

function location(
  { path = '', line = 1, endLine, url }: Source,
  commit: string | undefined,
) {
  // A file at another commit is in another repository, such as one that deploys the service.
  const isElsewhere = url && commit && !url.includes(commit);
  return {
    physicalLocation: {
      artifactLocation: isElsewhere
        ? { uri: url.replace(/#.*$/, '') }
        : { uri: encodePath(path), uriBaseId: root },
      region: {
        startLine: line,
        ...(endLine !== undefined && endLine >= line && { endLine }),
      },
    },
  };
}
