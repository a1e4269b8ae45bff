import { z } from 'zod';

/**
 * Where a fact was observed. `path` is relative to the root of the repository and uses `/`; lines count from 1.
 * A fact that was not read from a file (the catalog entity, a live system) has a `url` or neither.
 * @public
 */
export const sourceSchema = z.object({
  path: z.string().optional(),
  line: z.number().int().positive().optional(),
  endLine: z.number().int().positive().optional(),
  url: z.string().optional(),
});

/** @public */
export type Source = z.infer<typeof sourceSchema>;
