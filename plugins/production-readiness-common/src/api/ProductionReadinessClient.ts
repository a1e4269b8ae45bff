import { ResponseError } from '@backstage/errors';
import { z } from 'zod';
import { entityPathOf } from './entityPathOf';
import { ConditionInput } from '../review';
import { rubricResponseSchema } from './routes/rubricRoutes';
import {
  ListReviewsRequest,
  ListServicesRequest,
  ProductionReadinessApi,
} from './ProductionReadinessApi';
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
  readonly #discovery: { getBaseUrl(pluginId: string): Promise<string> };
  readonly #fetch: typeof fetch;

  constructor(options: {
    discoveryApi: { getBaseUrl(pluginId: string): Promise<string> };
    fetchApi: { fetch: typeof fetch };
  }) {
    this.#discovery = options.discoveryApi;
    this.#fetch = options.fetchApi.fetch;
  }

  getRubric() {
    return this.#get('/rubric', rubricResponseSchema);
  }

  listServices(request: ListServicesRequest = {}) {
    return this.#get(
      `/scorecards${query({ ...request })}`,
      pageSchema(serviceSummarySchema),
    );
  }

  getScorecard(entityRef: string) {
    return this.#get(scorecardPath(entityRef), serviceScorecardSchema);
  }

  requestEvaluation(entityRef: string) {
    return this.#post(
      `${scorecardPath(entityRef)}/evaluations`,
      {},
      serviceScorecardSchema,
    );
  }

  listReviews(request: ListReviewsRequest = {}) {
    return this.#get(
      `/reviews${query({ ...request })}`,
      pageSchema(reviewSummarySchema),
    );
  }

  getReview(id: string) {
    return this.#get(reviewPath(id), reviewRecordSchema);
  }

  openReview(request: OpenReviewRequest) {
    return this.#post('/reviews', request, reviewRecordSchema);
  }

  signReview(id: string, request: SignReviewRequest) {
    return this.#post(
      `${reviewPath(id)}/signatures`,
      request,
      reviewRecordSchema,
    );
  }

  freezeReviewAgain(id: string) {
    return this.#post(`${reviewPath(id)}/snapshots`, {}, reviewRecordSchema);
  }

  addCondition(id: string, condition: ConditionInput) {
    return this.#post(
      `${reviewPath(id)}/conditions`,
      condition,
      reviewRecordSchema,
    );
  }

  meetCondition(id: string, condition: string, note: string) {
    return this.#post(
      `${reviewPath(id)}/conditions/${encodeURIComponent(condition)}/met`,
      { note },
      reviewRecordSchema,
    );
  }

  withdrawReview(id: string, reason: string) {
    return this.#post(
      `${reviewPath(id)}/withdrawal`,
      { reason },
      reviewRecordSchema,
    );
  }

  #get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return this.#send(path, schema, {});
  }

  #post<T>(path: string, body: object, schema: z.ZodType<T>): Promise<T> {
    return this.#send(path, schema, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #send<T>(
    path: string,
    schema: z.ZodType<T>,
    init: RequestInit,
  ): Promise<T> {
    const base = await this.#discovery.getBaseUrl('production-readiness');
    const send = this.#fetch;
    const response = await send(`${base}${path}`, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return schema.parse(await response.json());
  }
}

function scorecardPath(entityRef: string): string {
  return entityPathOf('scorecards', entityRef);
}

function reviewPath(id: string): string {
  return `/reviews/${encodeURIComponent(id)}`;
}

function query(
  values: Record<string, string | number | boolean | undefined>,
): string {
  const set = Object.entries(values).flatMap(([key, value]) =>
    value === undefined ? [] : [[key, String(value)]],
  );
  return set.length > 0 ? `?${new URLSearchParams(set)}` : '';
}
