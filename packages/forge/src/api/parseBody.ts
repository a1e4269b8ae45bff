import { z } from 'zod';
import { ValidationError } from './ValidationError';

/** The body of a request in the form of `schema`; throws a ValidationError that names the fields. */
export function parseBody<T extends z.ZodType>(
  resource: string,
  schema: T,
  body: unknown,
): z.infer<T> {
  const result = schema.safeParse(body ?? {});
  if (result.success) return result.data;
  throw new ValidationError(
    'Validation Failed',
    result.error.issues.map(({ path, message }) => ({
      resource,
      field: path.join('.'),
      code: 'invalid',
      message,
    })),
  );
}
