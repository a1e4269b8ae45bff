import {
  Result,
  Scorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { EvaluatedService } from '../ScorecardStore';
import { rankOf, ResultRow } from '../tables';

/** A row of `transitions`. */
export interface TransitionRow {
  service_id: number;
  check_id: string;
  at: string;
  from_state: string;
  to_state: string;
  commit: string | null;
  rubric_hash: string;
}

/**
 * What has to be written so that the stored results are the evaluated ones: nothing for what did not change.
 * @param stored - the scorecards that the stored results were written from, as JSON
 */
export function compareResults(
  evaluated: EvaluatedService[],
  stored: ReadonlyMap<number, string>,
  at: string,
): {
  written: ResultRow[];
  removed: Array<Pick<ResultRow, 'service_id' | 'check_id'>>;
  transitions: TransitionRow[];
} {
  const written: ResultRow[] = [];
  const transitions: TransitionRow[] = [];
  const removed: Array<Pick<ResultRow, 'service_id' | 'check_id'>> = [];
  for (const { serviceId, scorecard } of evaluated) {
    const before = resultsOf(stored.get(serviceId));
    for (const result of scorecard.results) {
      const old = before.get(result.id);
      before.delete(result.id);
      if (!old || !isSame(old, result)) {
        written.push(rowOf(serviceId, result, at));
      }
      if (old && old.state !== result.state) {
        transitions.push({
          service_id: serviceId,
          check_id: result.id,
          at,
          from_state: old.state,
          to_state: result.state,
          commit: scorecard.commit ?? null,
          rubric_hash: scorecard.rubric.hash,
        });
      }
    }
    for (const check_id of before.keys()) {
      removed.push({ service_id: serviceId, check_id });
    }
  }
  return { written, transitions, removed };
}

function rowOf(serviceId: number, result: Result, since: string): ResultRow {
  return {
    service_id: serviceId,
    check_id: result.id,
    level: rankOf(result.level),
    area: result.area,
    state: result.state,
    inherited: result.inherited !== undefined,
    reason: result.reason,
    since,
  };
}

/** Whether two results make the same row. */
function isSame(a: Result, b: Result): boolean {
  return (
    a.state === b.state &&
    a.reason === b.reason &&
    a.level === b.level &&
    a.area === b.area &&
    (a.inherited === undefined) === (b.inherited === undefined)
  );
}

function resultsOf(document: string | undefined): Map<string, Result> {
  if (document === undefined) return new Map();
  const { results }: Scorecard = JSON.parse(document);
  return new Map(results.map(result => [result.id, result]));
}
