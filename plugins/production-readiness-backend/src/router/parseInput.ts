import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Reads what a client sent.
 * @throws InputError that names every field that is wrong
 */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new InputError(
    parsed.error.issues
      .map(({ path, message }) =>
        path.length > 0 ? `${path.map(String).join('.')}: ${message}` : message,
      )
      .join('; '),
  );
}
