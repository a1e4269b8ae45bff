import { z } from 'zod';
import { sourceSchema } from './Source';

/**
 * What every fact carries. `unresolved` names the fields whose value could not be settled from the repository
 * (a Helm value that no values file sets, a variable of the pipeline) with the expression that stands there:
 * a condition that reads such a field is neither true nor false, it is `unknown`.
 * `variant` tells renderings of one source apart, such as the values file or the overlay.
 * @public
 */
export const factItemSchema = z.object({
  source: sourceSchema,
  unresolved: z.record(z.string(), z.string()).optional(),
  variant: z.string().optional(),
});

/** @public */
export type FactItem = z.infer<typeof factItemSchema>;
