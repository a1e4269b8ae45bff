import { z } from 'zod';

/** Rows of a page, as a query parameter. */
export const limitSchema = z.coerce.number().int().min(1).max(500).optional();
