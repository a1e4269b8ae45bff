import { z } from 'zod';
import { reviewTriggers } from '../../rubric/Rubric';
import {
  addConditionRequestSchema,
  meetConditionRequestSchema,
  openReviewRequestSchema,
  pageSchema,
  reviewRecordSchema,
  reviewSummarySchema,
  signReviewRequestSchema,
  withdrawReviewRequestSchema,
} from '../wire';
import { defineRoute } from './ApiRoute';
import { pageParameters, referenceSchema } from './parameters';

const tag = 'reviews';
const record = { status: 201, schema: reviewRecordSchema };
const refusals = [403, 404, 409] as const;

/** Which reviews a list shows; newest first. @public */
export const listReviewsQuerySchema = z.strictObject({
  entityRef: referenceSchema.optional(),
  trigger: z.enum(reviewTriggers).optional(),
  ...pageParameters,
});

/** @public */
export const reviewRoutes = {
  listReviews: defineRoute({
    id: 'listReviews',
    method: 'get',
    path: '/reviews',
    tag,
    summary: 'Lists reviews, newest first',
    query: listReviewsQuerySchema,
    answer: { status: 200, schema: pageSchema(reviewSummarySchema) },
    errors: [],
  }),
  openReview: defineRoute({
    id: 'openReview',
    method: 'post',
    path: '/reviews',
    tag,
    summary: 'Opens a review, which freezes the scorecard',
    body: openReviewRequestSchema,
    answer: record,
    errors: refusals,
  }),
  getReview: defineRoute({
    id: 'getReview',
    method: 'get',
    path: '/reviews/:id',
    tag,
    summary: 'Answers with a review and its log',
    answer: { status: 200, schema: reviewRecordSchema },
    errors: [404],
  }),
  signReview: defineRoute({
    id: 'signReview',
    method: 'post',
    path: '/reviews/:id/signatures',
    tag,
    summary: 'Signs a review for one side',
    body: signReviewRequestSchema,
    answer: record,
    errors: refusals,
  }),
  freezeReviewAgain: defineRoute({
    id: 'freezeReviewAgain',
    method: 'post',
    path: '/reviews/:id/snapshots',
    tag,
    summary: 'Freezes the scorecard of a review again; signatures fall away',
    answer: record,
    errors: refusals,
  }),
  addCondition: defineRoute({
    id: 'addCondition',
    method: 'post',
    path: '/reviews/:id/conditions',
    tag,
    summary: 'Adds a condition to a review',
    body: addConditionRequestSchema,
    answer: record,
    errors: refusals,
  }),
  meetCondition: defineRoute({
    id: 'meetCondition',
    method: 'post',
    path: '/reviews/:id/conditions/:condition/met',
    tag,
    summary: 'Says that a condition of a review is met',
    body: meetConditionRequestSchema,
    answer: record,
    errors: refusals,
  }),
  withdrawReview: defineRoute({
    id: 'withdrawReview',
    method: 'post',
    path: '/reviews/:id/withdrawal',
    tag,
    summary: 'Withdraws a review',
    body: withdrawReviewRequestSchema,
    answer: record,
    errors: refusals,
  }),
};
