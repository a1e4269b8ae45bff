import { z } from 'zod';

const blockName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const version = z.string().regex(/^\d+\.\d+\.\d+$/);

/**
 * How a generated file is treated after creation: `managed` files follow the templates, `seeded` files belong
 * to the team from the first commit on.
 *
 * @public
 */
export type OwnershipMode = 'managed' | 'seeded';

/** One input of a block: JSON Schema draft 7, with `ui:` keys for the form and `x-` keys of our own. */
const inputSchema = z
  .object({
    type: z.enum(['string', 'boolean', 'integer', 'array']),
    title: z.string(),
    'x-secret': z.boolean().optional(),
    'x-message': z.string().optional(),
    'x-when': z.record(z.string(), z.array(z.unknown())).optional(),
  })
  .loose();

const runtimeValue: z.ZodType<RuntimeValue> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.array(runtimeValue),
    z.record(z.string(), runtimeValue),
  ]),
);

/**
 * A value of a runtime profile.
 *
 * @public
 */
export type RuntimeValue =
  | string
  | number
  | boolean
  | RuntimeValue[]
  | { [key: string]: RuntimeValue };

/** The schema of block.yaml. */
export const blockDefinitionSchema = z.strictObject({
  name: blockName,
  version,
  title: z.string(),
  description: z.string(),
  provides: z.array(blockName).default([]),
  requires: z.array(blockName).default([]),
  conflicts: z.array(blockName).default([]),
  /** On only beside one of these, which bring what they share in a block of its own. */
  serves: z.array(blockName).default([]),
  when: z.string().optional(),
  inputs: z
    .strictObject({
      required: z.array(z.string()).default([]),
      properties: z.record(
        z.string().regex(/^[a-z][A-Za-z0-9]*$/),
        inputSchema,
      ),
    })
    .default({ required: [], properties: {} }),
  runtime: z.record(z.string(), runtimeValue).optional(),
  files: z
    .array(
      z.strictObject({
        paths: z.array(z.string()).min(1),
        mode: z.enum(['managed', 'seeded']),
        when: z.string().optional(),
      }),
    )
    .default([]),
  pipelines: z
    .array(
      z.strictObject({
        platform: z.enum(['github', 'gitlab']),
        path: z.string(),
        mode: z.enum(['managed', 'seeded']),
        when: z.string().optional(),
      }),
    )
    .default([]),
  /** What of the composed files the block turns into something else: a chart into a base and overlays of Kustomize. */
  converts: z.literal('chart').optional(),
  folders: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z][a-zA-Z]*$/),
        path: z.string(),
        moves: z.boolean().default(false),
      }),
    )
    .default([]),
  prune: z
    .array(z.strictObject({ lock: z.string(), manifest: z.string() }))
    .default([]),
  practices: z.array(z.string()).default([]),
});

/**
 * The contract of a block, from its block.yaml.
 *
 * @public
 */
export type BlockDefinition = z.infer<typeof blockDefinitionSchema>;

/** A file of a block's skeleton folder. */
export interface SkeletonFile {
  /** Path below skeleton/, with its placeholders and its `.njk`, if it has one. */
  path: string;
  contents: Buffer;
  executable: boolean;
  mode: OwnershipMode;
  /** Condition under which the file is generated. */
  when?: string;
}

/** The templates that a block's pipelines are made of. */
export interface PipelineSources {
  /** What the pipeline does. */
  model: string;
  /** How each platform does it. */
  platforms: Record<string, string>;
}

/** A block with its skeleton. */
export interface Block extends BlockDefinition {
  skeleton: SkeletonFile[];
  /** Present where the block declares pipelines. */
  pipelineSources?: PipelineSources;
}
