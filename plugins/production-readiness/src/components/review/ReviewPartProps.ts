import type { ReviewRecord } from '@goldenpath/backstage-plugin-production-readiness-common';
import { ReadReview } from './useReview';

/** What the parts of a review page are given. */
export interface ReviewPartProps {
  read: ReadReview;
  /** Takes the review as the backend answered an act with. */
  accept: (record: ReviewRecord) => void;
}
