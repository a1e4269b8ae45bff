import {
  Level,
  levels,
  ResultState,
} from '@goldenpath/backstage-plugin-production-readiness-common';

/** A row of `services`. Times are ISO 8601. */
export interface ServiceRow {
  id: number;
  entity_ref: string;
  title: string | null;
  owner: string | null;
  system: string | null;
  domain: string | null;
  type: string | null;
  lifecycle: string | null;
  repository: string | null;
  host: string | null;
  entity: string | null;
  entity_etag: string | null;
  level: number | null;
  exemptions: number;
  open_blockers: string;
  passed: number;
  failed: number;
  unknown: number;
  stale: number;
  not_applicable: number;
  exempt: number;
  commit: string | null;
  rubric_hash: string | null;
  created_at: string;
  archived_at: string | null;
}

/** A row of `evaluations`. */
export interface EvaluationRow {
  service_id: number;
  state: 'idle' | 'queued' | 'running' | 'failed';
  error: string | null;
  at: string | null;
  evaluated_at: string | null;
  priority: number;
  run_at: string | null;
  due_at: string | null;
  attempts: number;
  again: boolean | number;
  lease_holder: string | null;
  lease_until: string | null;
}

/** A row of `results`. */
export interface ResultRow {
  service_id: number;
  check_id: string;
  level: number;
  area: string;
  state: ResultState;
  inherited: boolean | number;
  reason: string;
  since: string;
}

/** The columns of `services` that count results, by state. */
export const countColumns: Record<ResultState, CountColumn> = {
  pass: 'passed',
  fail: 'failed',
  unknown: 'unknown',
  stale: 'stale',
  'not-applicable': 'not_applicable',
  exempt: 'exempt',
};

type CountColumn =
  | 'passed'
  | 'failed'
  | 'unknown'
  | 'stale'
  | 'not_applicable'
  | 'exempt';

/** L1 to L4 as 1 to 4, below L1 as 0. */
export function rankOf(level: Level | undefined): number {
  return level === undefined ? 0 : levels.indexOf(level) + 1;
}

/** The level of a rank; undefined below L1 and for a service that was never evaluated. */
export function levelOfRank(rank: number | null): Level | undefined {
  return levels[(rank ?? 0) - 1];
}
