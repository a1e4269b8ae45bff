import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import type { ServiceScorecard } from '@goldenpath/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../api';
import { Polled, usePolled } from './usePolled';

const calm = 5_000;
const firstPause = 500;
const growth = 1.5;

/** Whether an evaluation is queued or running. */
export function isEvaluating({ evaluation }: ServiceScorecard): boolean {
  return evaluation.state === 'queued' || evaluation.state === 'running';
}

function interval(value: ServiceScorecard, unchanged: number): number {
  return isEvaluating(value)
    ? Math.min(calm, firstPause * growth ** unchanged)
    : calm;
}

/** The scorecard of a service, kept up to date while it is looked at. */
export function useScorecard(
  entityRef: string,
): Polled<ServiceScorecard> & { evaluate: () => Promise<void> } {
  const api = useApi(productionReadinessApiRef);
  const load = useCallback(() => api.getScorecard(entityRef), [api, entityRef]);
  const polled = usePolled(load, interval);
  const { accept } = polled;
  const evaluate = useCallback(
    async () => accept(await api.requestEvaluation(entityRef)),
    [api, entityRef, accept],
  );
  return { ...polled, evaluate };
}
