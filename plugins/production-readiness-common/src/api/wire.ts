import { z } from 'zod';
import {
  conditionInputSchema,
  reviewEventSchema,
  reviewRoles,
} from '../review';
import { levelSchema, reviewTriggers } from '../rubric/Rubric';
import { resultStates, scorecardSchema } from '../scorecard/Scorecard';

/** Where the evaluation of a service stands. `error` says why the last one failed, and what to do. @public */
export const evaluationStatusSchema = z.object({
  state: z.enum(['idle', 'queued', 'running', 'failed']),
  error: z.string().optional(),
  /** When it came to this state; ISO 8601. */
  at: z.string().optional(),
});

/** @public */
export type EvaluationStatus = z.infer<typeof evaluationStatusSchema>;

/** The scorecard of one catalog service; `scorecard` is absent until the first evaluation. @public */
export const serviceScorecardSchema = z.object({
  entityRef: z.string(),
  evaluation: evaluationStatusSchema,
  evaluatedAt: z.string().optional(),
  scorecard: scorecardSchema.optional(),
});

/** @public */
export type ServiceScorecard = z.infer<typeof serviceScorecardSchema>;

/** A row of the fleet. @public */
export const serviceSummarySchema = z.object({
  entityRef: z.string(),
  owner: z.string().optional(),
  level: levelSchema.optional(),
  exemptions: z.number().int(),
  openBlockers: z.array(z.string()),
  counts: z.record(z.enum(resultStates), z.number().int()),
  evaluation: evaluationStatusSchema,
  evaluatedAt: z.string().optional(),
});

/** @public */
export type ServiceSummary = z.infer<typeof serviceSummarySchema>;

/** One page of a list. `nextCursor` is absent on the last page. @public */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() });
}

/** @public */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

const verdictReportSchema = z.object({
  verdict: z.enum(['go', 'conditional-go', 'no-go']).optional(),
  reasons: z.array(z.string()),
});

/** A review in a list. @public */
export const reviewSummarySchema = z.object({
  id: z.string(),
  entityRef: z.string(),
  trigger: z.enum(reviewTriggers),
  title: z.string(),
  targetLevel: levelSchema,
  givingTeam: z.string(),
  receivingTeam: z.string(),
  openedBy: z.string(),
  openedAt: z.string(),
  status: z.enum(['open', 'signed', 'withdrawn']),
  verdict: z.enum(['go', 'conditional-go', 'no-go']).optional(),
});

/** @public */
export type ReviewSummary = z.infer<typeof reviewSummarySchema>;

/**
 * A review with its log. The state follows from `events` by `reduceReview`; each event carries the hash of itself
 * and of the one before it. `signable` are the roles that the caller may sign for now.
 * @public
 */
export const reviewRecordSchema = z.object({
  id: z.string(),
  events: z.array(z.object({ hash: z.string(), event: reviewEventSchema })),
  verdict: verdictReportSchema,
  signable: z.array(z.enum(reviewRoles)),
});

/** @public */
export type ReviewRecord = z.infer<typeof reviewRecordSchema>;

/** Body of the request that opens a review. `givingTeam` defaults to the service's owner. @public */
export const openReviewRequestSchema = z.strictObject({
  entityRef: z.string().min(1).max(500),
  trigger: z.enum(reviewTriggers),
  receivingTeam: z.string().min(1).max(500),
  givingTeam: z.string().min(1).max(500).optional(),
  targetLevel: levelSchema.optional(),
});

/** @public */
export type OpenReviewRequest = z.infer<typeof openReviewRequestSchema>;

/** @public */
export const signReviewRequestSchema = z.strictObject({
  role: z.enum(reviewRoles),
  comment: z.string().max(2_000).optional(),
});

/** @public */
export type SignReviewRequest = z.infer<typeof signReviewRequestSchema>;

/** @public */
export const addConditionRequestSchema = conditionInputSchema.strict();

/** @public */
export const meetConditionRequestSchema = z.strictObject({
  note: z.string().trim().min(1).max(2_000),
});

/** @public */
export const withdrawReviewRequestSchema = z.strictObject({
  reason: z.string().trim().min(1).max(2_000),
});
