import { z } from 'zod';

/** A reference to an entity, or its name where the kind is plain. */
export const referenceSchema = z.string().min(1).max(500);

/** Query parameters of every list: where to go on, and how many rows. */
export const pageParameters = {
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(500).optional(),
};

/** `true` or `false` in a query. */
export const flagSchema = z
  .enum(['true', 'false'])
  .transform(value => value === 'true');

/** Path of what belongs to a service of the catalog. */
export const entityPath = '/:kind/:namespace/:name';
