import { useCallback, useMemo } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  firstBrokenLink,
  reduceReview,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import type {
  Review,
  ReviewRecord,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { productionReadinessApiRef } from '../../api';
import { usePolled } from '../../hooks';

const calm = () => 10_000;

/** A review as its log tells it, with the outcome of checking the log. */
export interface ReadReview {
  record: ReviewRecord;
  review: Review;
  /** Index of the first entry that is not what was recorded. */
  brokenAt?: number;
}

/** A review, kept up to date while it is looked at, so that the signature of the other side appears by itself. */
export function useReview(id: string) {
  const api = useApi(productionReadinessApiRef);
  const load = useCallback(() => api.getReview(id), [api, id]);
  const { value: record, error, refresh, accept } = usePolled(load, calm);
  const read = useMemo<ReadReview | undefined>(
    () =>
      record && {
        record,
        review: reduceReview(record.events.map(({ event }) => event)),
        brokenAt: firstBrokenLink(record.events),
      },
    [record],
  );
  return { read, error, refresh, accept };
}
