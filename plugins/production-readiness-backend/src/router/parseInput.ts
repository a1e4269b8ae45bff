import { InputError } from '@backstage/errors';
import { z } from 'zod';

/**
 * Reads what a client sent.
 * @throws InputError that names every field that is wrong
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  value: unknown,
): z.output<Schema> {
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
