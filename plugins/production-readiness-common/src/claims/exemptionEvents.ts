import { z } from 'zod';
import { levelSchema } from '../rubric/Rubric';

const text = z.string().trim().min(1).max(2_000);
const act = z.object({ by: z.string(), at: z.string() });

/** What is asked for with an exemption. `days`: how long after its approval it is to hold. @public */
export const exemptionRequestSchema = z.strictObject({
  entityRef: z.string().min(1).max(500),
  check: z.string().min(1).max(80),
  reason: text,
  /** What keeps the risk down in the meantime. */
  compensatingControl: text,
  ticket: z.url().max(500).optional(),
  days: z.number().int().min(1).max(366),
});

/** @public */
export type ExemptionRequest = z.infer<typeof exemptionRequestSchema>;

/** What happened to an exemption. The log of events is the exemption. @public */
export const exemptionEventSchema = z.discriminatedUnion('type', [
  act.extend({
    type: z.literal('requested'),
    ...exemptionRequestSchema.shape,
    level: levelSchema,
  }),
  act.extend({
    type: z.literal('approved'),
    note: text.optional(),
    expiresAt: z.string(),
  }),
  act.extend({ type: z.literal('denied'), note: text }),
  act.extend({ type: z.literal('revoked'), note: text }),
]);

/** @public */
export type ExemptionEvent = z.infer<typeof exemptionEventSchema>;
