import { z } from 'zod';
import { sourceSchema } from '../facts';
import { levelSchema } from '../rubric/Rubric';

/**
 * The states of a result. `unknown`: it could not be observed. `stale`: observed too long ago.
 * `exempt` is never a pass.
 * @public
 */
export const resultStates = [
  'pass',
  'fail',
  'unknown',
  'stale',
  'not-applicable',
  'exempt',
] as const;

/** @public */
export const resultStateSchema = z.enum(resultStates);

/** @public */
export type ResultState = z.infer<typeof resultStateSchema>;

/** A check applied to a service. @public */
export const resultSchema = z.object({
  id: z.string(),
  level: levelSchema,
  area: z.string(),
  blocker: z.boolean(),
  state: resultStateSchema,
  /** One sentence: why it is so. */
  reason: z.string(),
  evidence: z.array(sourceSchema),
  /** The platform declaration that provides it. */
  inherited: z.object({ id: z.string(), title: z.string() }).optional(),
  /** The attestation that it rests on. */
  attestation: z.string().optional(),
  /** The exemption that waives it. */
  exemption: z.string().optional(),
  /** The state that was observed last, where the result is stale. */
  lastObserved: resultStateSchema.optional(),
});

/** @public */
export type Result = z.infer<typeof resultSchema>;

/** A check to satisfy next; `effort` and `fix` are the check's. @public */
export const nextStepSchema = z.object({
  id: z.string(),
  title: z.string(),
  level: levelSchema,
  state: resultStateSchema,
  blocker: z.boolean(),
  effort: z.enum(['small', 'medium', 'large']),
  fix: z.object({
    summary: z.string(),
    block: z.string().optional(),
    url: z.string().optional(),
  }),
  /** It can be settled by a person's attestation. */
  attestable: z.boolean(),
});

/** @public */
export type NextStep = z.infer<typeof nextStepSchema>;

/** Which rubric a result rests on. @public */
export const rubricReferenceSchema = z.object({
  name: z.string(),
  version: z.string(),
  hash: z.string(),
});

/** @public */
export type RubricReference = z.infer<typeof rubricReferenceSchema>;

/** All results of a service with what follows from them. Two evaluations of the same facts are identical. @public */
export const scorecardSchema = z.object({
  rubric: rubricReferenceSchema,
  /** Absent below L1. */
  level: levelSchema.optional(),
  /** How many exemptions the level rests on. */
  exemptions: z.number().int(),
  results: z.array(resultSchema),
  nextSteps: z.array(nextStepSchema),
  /** The commit that the facts were read at. */
  commit: z.string().optional(),
});

/** @public */
export type Scorecard = z.infer<typeof scorecardSchema>;
