import {
  Check,
  CompiledRubric,
  Facts,
  Result,
  RubricDocument,
  Scorecard,
  Source,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Subject } from '../settings/Subject';
import { Comparison } from './baseline';
import { placeOf } from './placeOf';

/** A result with the check that it is of. */
export interface CheckedResult extends Result {
  check: Check;
  /** Where a reader is sent: the first evidence with a file, else a file that the fix concerns. */
  place?: Source;
}

/** Everything that a format can show. */
export interface Report {
  service: string;
  /** Folder of the service; '' for the whole repository. */
  path: string;
  rubric: RubricDocument;
  scorecard: Scorecard;
  results: CheckedResult[];
  gaps: Facts['gaps'];
  /** Against an earlier run, where one was given. */
  comparison?: Comparison;
}

export function reportOf(
  subject: Pick<Subject, 'name' | 'path'>,
  { document }: CompiledRubric,
  facts: Facts,
  scorecard: Scorecard,
): Report {
  const checks = new Map(document.checks.map(check => [check.id, check]));
  return {
    service: subject.name,
    path: subject.path,
    rubric: document,
    scorecard,
    results: scorecard.results.flatMap(result => {
      const check = checks.get(result.id);
      if (!check) return [];
      const place = placeOf(result, check, facts, subject.path);
      return [{ ...result, check, ...(place && { place }) }];
    }),
    gaps: facts.gaps,
  };
}
