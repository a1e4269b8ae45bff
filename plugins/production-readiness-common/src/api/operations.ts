import { z } from 'zod';

/** How the work of the backend stands. Counts are services. @public */
export const operationsHealthSchema = z.object({
  services: z.number().int(),
  queued: z.number().int(),
  running: z.number().int(),
  failed: z.number().int(),
  /** Failed so often in a row that they are tried once a day only. */
  givenUp: z.number().int(),
  /** Since when the service that waits longest has waited; ISO 8601. */
  oldestQueuedAt: z.string().optional(),
  /** The last evaluation that went well; ISO 8601. */
  lastEvaluatedAt: z.string().optional(),
});

/** @public */
export type OperationsHealth = z.infer<typeof operationsHealthSchema>;

/** A service whose last evaluation failed. @public */
export const evaluationFailureSchema = z.object({
  entityRef: z.string(),
  owner: z.string().optional(),
  error: z.string(),
  attempts: z.number().int(),
  at: z.string(),
  nextAttemptAt: z.string().optional(),
});

/** @public */
export type EvaluationFailure = z.infer<typeof evaluationFailureSchema>;
