import { z } from 'zod';

/** The schema of path.yaml. */
export const pathDefinitionSchema = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,39}$/),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  title: z.string(),
  description: z.string(),
  /** The level that everything made from it has from the first commit on. */
  level: z.enum(['L1', 'L2', 'L3', 'L4']).optional(),
  /** Checks that it satisfies from the first commit on, for what is no service and has no level. */
  checks: z.array(z.string()).default([]),
  blocks: z.array(z.string()).min(1),
  defaults: z.record(z.string(), z.unknown()).default({}),
  /** Inputs of its blocks that the path decides itself and asks nobody. */
  fixed: z.record(z.string(), z.unknown()).default({}),
  pages: z
    .array(
      z.strictObject({
        title: z.string(),
        description: z.string().optional(),
        inputs: z.array(z.string()).min(1),
      }),
    )
    .default([]),
});

/**
 * A golden path, from its path.yaml: which blocks it may be composed of, which defaults it changes, which
 * inputs it decides itself, and on which page of the form each input stands.
 *
 * @public
 */
export type PathDefinition = z.infer<typeof pathDefinitionSchema>;
