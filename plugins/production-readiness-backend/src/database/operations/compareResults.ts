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

/** What has to be written so that the stored results are the evaluated ones: nothing for what did not change. */
export function compareResults(
  evaluated: EvaluatedService[],
  stored: ResultRow[],
  at: string,
): {
  written: ResultRow[];
  removed: ResultRow[];
  transitions: TransitionRow[];
} {
  const keyOf = (row: Pick<ResultRow, 'service_id' | 'check_id'>) =>
    `${row.service_id}/${row.check_id}`;
  const before = new Map(stored.map(row => [keyOf(row), row]));
  const written: ResultRow[] = [];
  const transitions: TransitionRow[] = [];
  for (const { serviceId, scorecard } of evaluated) {
    for (const result of scorecard.results) {
      const row: ResultRow = {
        service_id: serviceId,
        check_id: result.id,
        level: rankOf(result.level),
        area: result.area,
        state: result.state,
        inherited: result.inherited !== undefined,
        reason: result.reason,
        since: at,
      };
      const old = before.get(keyOf(row));
      before.delete(keyOf(row));
      if (old?.state === row.state) row.since = old.since;
      if (!old || !isSame(old, row)) written.push(row);
      if (old && old.state !== row.state) {
        transitions.push({
          service_id: serviceId,
          check_id: result.id,
          at,
          from_state: old.state,
          to_state: row.state,
          commit: scorecard.commit ?? null,
          rubric_hash: scorecard.rubric.hash,
        });
      }
    }
  }
  return { written, transitions, removed: [...before.values()] };
}

function isSame(a: ResultRow, b: ResultRow): boolean {
  return (
    a.state === b.state &&
    a.reason === b.reason &&
    a.level === b.level &&
    a.area === b.area &&
    Boolean(a.inherited) === b.inherited
  );
}
