import { z } from 'zod';

/** Where an activation stands: ahead, in force, followed by another, or cancelled before its time. @public */
export const activationStates = [
  'scheduled',
  'in-force',
  'past',
  'cancelled',
] as const;

/**
 * Body of the request that activates a draft. `hash` is that of a preview of the draft; without `at` it is in force at
 * once.
 * @public
 */
export const activationRequestSchema = z.strictObject({
  hash: z.string().regex(/^[0-9a-f]{64}$/, 'is no hash of a rubric'),
  at: z.iso.datetime({ offset: true }).optional(),
});

/** @public */
export type ActivationRequest = z.infer<typeof activationRequestSchema>;

/** From when on a rubric version is in force. Times are ISO 8601. @public */
export const rubricActivationSchema = z.object({
  id: z.string(),
  hash: z.string(),
  name: z.string(),
  version: z.string(),
  source: z.enum(['configuration', 'draft']),
  state: z.enum(activationStates),
  requestedBy: z.string().optional(),
  requestedAt: z.string(),
  effectiveAt: z.string(),
  cancelledBy: z.string().optional(),
});

/** @public */
export type RubricActivation = z.infer<typeof rubricActivationSchema>;
