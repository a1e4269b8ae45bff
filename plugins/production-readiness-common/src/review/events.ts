import { z } from 'zod';
import { levelSchema, reviewTriggers } from '../rubric/Rubric';
import { scorecardSchema } from '../scorecard/Scorecard';

/** The side that a person signs for. @public */
export const reviewRoles = ['giving', 'receiving'] as const;

/** @public */
export type ReviewRole = (typeof reviewRoles)[number];

const text = z.string().trim().min(1).max(2_000);

/** A condition that keeps a go conditional until it is met. `dueDate` is a day, ISO 8601. @public */
export const conditionInputSchema = z.object({
  text,
  owner: z.string().min(1).max(200),
  dueDate: z.iso.date(),
  /** The check of the target level that it stands in for. */
  check: z.string().optional(),
});

/** @public */
export type ConditionInput = z.infer<typeof conditionInputSchema>;

/** Who did it and when: entity reference of a user, ISO 8601 time. */
const act = z.object({ by: z.string(), at: z.string() });

/** What happened in a review. The log of events is the review; everything else follows from it. @public */
export const reviewEventSchema = z.discriminatedUnion('type', [
  act.extend({
    type: z.literal('opened'),
    entityRef: z.string(),
    trigger: z.enum(reviewTriggers),
    title: z.string(),
    targetLevel: levelSchema,
    signers: z.array(z.enum(reviewRoles)),
    givingTeam: z.string(),
    receivingTeam: z.string(),
    validDays: z.number().int(),
    scorecard: scorecardSchema,
  }),
  act.extend({ type: z.literal('frozen-again'), scorecard: scorecardSchema }),
  act.extend({
    type: z.literal('signed'),
    role: z.enum(reviewRoles),
    comment: z.string().max(2_000).optional(),
  }),
  act.extend({
    type: z.literal('condition-added'),
    id: z.string(),
    condition: conditionInputSchema,
  }),
  act.extend({
    type: z.literal('condition-met'),
    id: z.string(),
    note: text,
  }),
  act.extend({ type: z.literal('withdrawn'), reason: text }),
  act.extend({
    type: z.literal('alarm-raised'),
    /** The level of the service then; absent below L1. */
    level: levelSchema.optional(),
    /** The checks that are open of what was agreed, and the blockers among them. */
    checks: z.array(z.string()),
    blockers: z.array(z.string()),
  }),
  act.extend({ type: z.literal('alarm-cleared') }),
]);

/** @public */
export type ReviewEvent = z.infer<typeof reviewEventSchema>;

/** @public */
export type OpenedEvent = Extract<ReviewEvent, { type: 'opened' }>;
