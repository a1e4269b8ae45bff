import { EvaluationStatus } from '@goldenpath/backstage-plugin-production-readiness-common';
import { EvaluationRow } from '../tables';

export function evaluationStatusOf(
  row: Pick<EvaluationRow, 'state' | 'error' | 'at'>,
): EvaluationStatus {
  return {
    state: row.state,
    error: row.error ?? undefined,
    at: row.at ?? undefined,
  };
}
