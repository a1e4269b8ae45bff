import { z } from 'zod';
import {
  checkSchema,
  declarationSchema,
  reviewTemplateSchema,
  rubricSchema,
} from './Rubric';

const { id: _id, ...checkShape } = checkSchema.shape;

/** A partial schema would still fill in defaults, and so undo what the base says. */
const withoutDefaults = Object.fromEntries(
  Object.entries(checkShape).map(([key, schema]) => [
    key,
    schema instanceof z.ZodDefault ? schema.unwrap() : schema,
  ]),
) as unknown as {
  [K in keyof typeof checkShape]: (typeof checkShape)[K] extends z.ZodDefault<
    infer Inner
  >
    ? Inner
    : (typeof checkShape)[K];
};

/** A check of the base, changed in part, or turned off. */
const overrideSchema = z
  .strictObject({ ...withoutDefaults, off: z.boolean() })
  .partial();

/**
 * A rubric that a platform team writes on top of another: overrides and turns off checks by id, adds checks, areas,
 * declarations and review templates.
 * @public
 */
export const rubricExtensionSchema = z.strictObject({
  extends: z.literal('default'),
  name: rubricSchema.shape.name,
  version: rubricSchema.shape.version,
  title: rubricSchema.shape.title,
  areas: z.record(z.string(), z.string()).default({}),
  override: z.record(z.string(), overrideSchema).default({}),
  checks: z.array(checkSchema).max(500).default([]),
  declarations: z.array(declarationSchema).max(200).default([]),
  reviews: z.array(reviewTemplateSchema).default([]),
});

/** @public */
export type RubricExtension = z.infer<typeof rubricExtensionSchema>;
