import { z } from 'zod';
import { levelSchema } from '../rubric/Rubric';
import { resultStates } from '../scorecard/Scorecard';

/** What services are counted by. `all` has the one key ''. @public */
export const rollupDimensions = [
  'all',
  'owner',
  'system',
  'domain',
  'type',
  'lifecycle',
  'tag',
] as const;

/** @public */
export type RollupDimension = (typeof rollupDimensions)[number];

/** Services by level; `none` is below L1, `pending` has not been evaluated yet. @public */
export const levelCountsSchema = z.object({
  none: z.number().int(),
  L1: z.number().int(),
  L2: z.number().int(),
  L3: z.number().int(),
  L4: z.number().int(),
  pending: z.number().int(),
});

/** @public */
export type LevelCounts = z.infer<typeof levelCountsSchema>;

/** The services that share a key. `blocked` have an open blocker, `exempted` rest on an exemption. @public */
export const levelRollupSchema = z.object({
  key: z.string(),
  services: z.number().int(),
  blocked: z.number().int(),
  exempted: z.number().int(),
  levels: levelCountsSchema,
});

/** @public */
export type LevelRollup = z.infer<typeof levelRollupSchema>;

/** The results of one check over all services. @public */
export const checkRollupSchema = z.object({
  check: z.string(),
  area: z.string(),
  level: levelSchema,
  counts: z.record(z.enum(resultStates), z.number().int()),
});

/** @public */
export type CheckRollup = z.infer<typeof checkRollupSchema>;

/** Services by level at the end of a day; ISO 8601 day, UTC. @public */
export const trendPointSchema = z.object({
  day: z.string(),
  levels: levelCountsSchema,
});

/** @public */
export type TrendPoint = z.infer<typeof trendPointSchema>;

/** A service that changed its level. Absent levels are below L1. @public */
export const moverSchema = z.object({
  entityRef: z.string(),
  owner: z.string().optional(),
  at: z.string(),
  from: levelSchema.optional(),
  to: levelSchema.optional(),
});

/** @public */
export type Mover = z.infer<typeof moverSchema>;

/** A service with its result of one check. @public */
export const checkResultSchema = z.object({
  entityRef: z.string(),
  owner: z.string().optional(),
  state: z.enum(resultStates),
  reason: z.string(),
  since: z.string(),
});

/** @public */
export type CheckResult = z.infer<typeof checkResultSchema>;
