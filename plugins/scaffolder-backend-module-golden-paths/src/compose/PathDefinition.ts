import { z } from 'zod';

/** What a path brings into a repository that exists, and what it leaves alone. */
const adoptsSchema = z.strictObject({
  /** By runtime, the blocks that only say how such a service is run and built; none of their files come. */
  profiles: z.record(z.string(), z.array(z.string()).min(1)),
  /** Blocks that others require, and whose own files come only when one of the named inputs is true. */
  optional: z.record(z.string(), z.array(z.string()).min(1)).default({}),
  /** By block, files that are never brought, because they tell about code that is not there. */
  without: z.record(z.string(), z.array(z.string())).default({}),
  /** Folders that come whole or, where something stands in them already, not at all. */
  wholes: z.array(z.string()).default([]),
  /** Files that serve the same purpose under another name: `brings` is left out where one of `instead` exists. */
  alternatives: z
    .array(
      z.strictObject({
        brings: z.array(z.string()).min(1),
        instead: z.array(z.string()).min(1),
      }),
    )
    .default([]),
  /** What stands beside something new and has to be looked at: said in the request. */
  clashes: z
    .array(
      z.strictObject({
        brings: z.array(z.string()).min(1),
        beside: z.array(z.string()).min(1),
        says: z.string(),
      }),
    )
    .default([]),
  /** What to look at when a block comes, by its name. */
  remarks: z.record(z.string(), z.string()).default({}),
});

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
  /** By input, those of its choices that make sense for what the path makes. */
  choices: z.record(z.string(), z.array(z.string()).min(1)).default({}),
  /** Inputs that have to be answered, where they are others than those that the blocks require. */
  required: z.array(z.string()).optional(),
  /** Present where the path adds to a repository that exists, instead of making one. */
  adopts: adoptsSchema.optional(),
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
 * inputs it decides itself or narrows, and on which page of the form each input stands.
 *
 * @public
 */
export type PathDefinition = z.infer<typeof pathDefinitionSchema>;
