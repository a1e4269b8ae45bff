import { ConditionInput } from '../review';
import { Level, ReviewTrigger, RubricDocument } from '../rubric';
import {
  OpenReviewRequest,
  Page,
  ReviewRecord,
  ReviewSummary,
  ServiceScorecard,
  ServiceSummary,
  SignReviewRequest,
} from './wire';

/** Filters are combined; `sort` is by reference where it is absent. @public */
export interface ListServicesRequest {
  level?: Level | 'none';
  /** Only services whose level is lower. */
  below?: Level;
  owner?: string;
  /** A group: services that it, or a group below it, owns. */
  under?: string;
  system?: string;
  domain?: string;
  type?: string;
  lifecycle?: string;
  tag?: string;
  /** Only services with an open blocker. */
  blocked?: boolean;
  sort?: 'name' | 'level' | '-level';
  cursor?: string;
  limit?: number;
}

/** @public */
export interface ListReviewsRequest {
  entityRef?: string;
  trigger?: ReviewTrigger;
  cursor?: string;
  limit?: number;
}

/** What the production-readiness backend offers. Failures are the errors of `@backstage/errors`. @public */
export interface ProductionReadinessApi {
  getRubric(): Promise<{ hash: string; rubric: RubricDocument }>;
  listServices(request?: ListServicesRequest): Promise<Page<ServiceSummary>>;
  getScorecard(entityRef: string): Promise<ServiceScorecard>;
  /** Asks for an evaluation; returns at once, `evaluation` of the scorecard tells how it goes. */
  requestEvaluation(entityRef: string): Promise<ServiceScorecard>;
  listReviews(request?: ListReviewsRequest): Promise<Page<ReviewSummary>>;
  getReview(id: string): Promise<ReviewRecord>;
  openReview(request: OpenReviewRequest): Promise<ReviewRecord>;
  signReview(id: string, request: SignReviewRequest): Promise<ReviewRecord>;
  freezeReviewAgain(id: string): Promise<ReviewRecord>;
  addCondition(id: string, condition: ConditionInput): Promise<ReviewRecord>;
  meetCondition(
    id: string,
    condition: string,
    note: string,
  ): Promise<ReviewRecord>;
  withdrawReview(id: string, reason: string): Promise<ReviewRecord>;
}
