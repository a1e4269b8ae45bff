import { entityPathOf } from './entityPathOf';
import { ConditionInput } from '../review';
import { rubricResponseSchema } from './routes/rubricRoutes';
import {
  ListReviewsRequest,
  ListServicesRequest,
  ProductionReadinessApi,
} from './ProductionReadinessApi';
import { ReadinessClientOptions, ReadinessFetcher } from './ReadinessFetcher';
import {
  OpenReviewRequest,
  pageSchema,
  reviewRecordSchema,
  reviewSummarySchema,
  serviceScorecardSchema,
  serviceSummarySchema,
  SignReviewRequest,
} from './wire';

/** Talks to the backend over HTTP; every answer is parsed. @public */
export class ProductionReadinessClient implements ProductionReadinessApi {
  readonly #fetcher: ReadinessFetcher;

  constructor(options: ReadinessClientOptions) {
    this.#fetcher = new ReadinessFetcher(options);
  }

  getRubric() {
    return this.#fetcher.get('/rubric', rubricResponseSchema);
  }

  listServices(request: ListServicesRequest = {}) {
    return this.#fetcher.get('/scorecards', pageSchema(serviceSummarySchema), {
      ...request,
    });
  }

  getScorecard(entityRef: string) {
    return this.#fetcher.get(scorecardPath(entityRef), serviceScorecardSchema);
  }

  requestEvaluation(entityRef: string) {
    return this.#fetcher.post(
      `${scorecardPath(entityRef)}/evaluations`,
      {},
      serviceScorecardSchema,
    );
  }

  listReviews(request: ListReviewsRequest = {}) {
    return this.#fetcher.get('/reviews', pageSchema(reviewSummarySchema), {
      ...request,
    });
  }

  getReview(id: string) {
    return this.#fetcher.get(reviewPath(id), reviewRecordSchema);
  }

  openReview(request: OpenReviewRequest) {
    return this.#fetcher.post('/reviews', request, reviewRecordSchema);
  }

  signReview(id: string, request: SignReviewRequest) {
    return this.#fetcher.post(
      `${reviewPath(id)}/signatures`,
      request,
      reviewRecordSchema,
    );
  }

  freezeReviewAgain(id: string) {
    return this.#fetcher.post(
      `${reviewPath(id)}/snapshots`,
      {},
      reviewRecordSchema,
    );
  }

  addCondition(id: string, condition: ConditionInput) {
    return this.#fetcher.post(
      `${reviewPath(id)}/conditions`,
      condition,
      reviewRecordSchema,
    );
  }

  meetCondition(id: string, condition: string, note: string) {
    return this.#fetcher.post(
      `${reviewPath(id)}/conditions/${encodeURIComponent(condition)}/met`,
      { note },
      reviewRecordSchema,
    );
  }

  withdrawReview(id: string, reason: string) {
    return this.#fetcher.post(
      `${reviewPath(id)}/withdrawal`,
      { reason },
      reviewRecordSchema,
    );
  }
}

function scorecardPath(entityRef: string): string {
  return entityPathOf('scorecards', entityRef);
}

function reviewPath(id: string): string {
  return `/reviews/${encodeURIComponent(id)}`;
}
