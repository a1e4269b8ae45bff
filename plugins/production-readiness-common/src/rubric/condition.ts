import { z } from 'zod';

const expression = z.string().min(1).max(2_000);

/**
 * Selects facts and states a condition on them; evidence comes with the answer. `from` is a collection, `where`
 * narrows it, then one of `some` (at least one item), `every` (all items, and at least one) or `none` (no item).
 * With none of the three, one selected item is enough. All conditions are CEL over `item`.
 * `pass`, `fail` and `empty` are sentences for people; `{field}` is filled from the items concerned and `{count}` with
 * how many there are.
 * @public
 */
export const selectionSchema = z
  .strictObject({
    from: z.string().min(1),
    where: expression.optional(),
    some: expression.optional(),
    every: expression.optional(),
    none: expression.optional(),
    pass: z.string().max(500).optional(),
    fail: z.string().max(500).optional(),
    empty: z.string().max(500).optional(),
  })
  .refine(
    s => [s.some, s.every, s.none].filter(x => x !== undefined).length <= 1,
    'state one of some, every and none',
  );

/** @public */
export type Selection = z.infer<typeof selectionSchema>;

/** A selection, or several of which any or all must hold. @public */
export type Requirement =
  | Selection
  | { anyOf: Requirement[] }
  | { allOf: Requirement[] };

/** @public */
export const requirementSchema: z.ZodType<Requirement> = z.lazy(() =>
  z.union([
    z.strictObject({ anyOf: z.array(requirementSchema).min(1).max(20) }),
    z.strictObject({ allOf: z.array(requirementSchema).min(1).max(20) }),
    selectionSchema,
  ]),
);
