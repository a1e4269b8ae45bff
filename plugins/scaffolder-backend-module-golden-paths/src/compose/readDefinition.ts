import { readFile } from 'node:fs/promises';
import { InputError } from '@backstage/errors';
import {
  parseRubricFile,
  RubricError,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { z } from 'zod';
import { limits } from './limits';

/** A definition that still knows where each of its keys stands. */
export interface Definition<T> {
  value: T;
  /** The error for what is wrong at a key, with file and line. */
  errorAt(key: readonly PropertyKey[], message: string): InputError;
}

/**
 * A YAML file, checked against its schema.
 *
 * @throws InputError naming file, line and key of everything that is wrong.
 */
export async function readDefinition<T>(
  file: string,
  schema: z.ZodType<T>,
): Promise<Definition<T>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new InputError(`${file} cannot be read`, error);
  }
  if (text.length > limits.definitionBytes) {
    throw new InputError(`${file} is larger than ${limits.definitionBytes}`);
  }
  try {
    const { value, problemAt } = parseRubricFile(text, file, schema);
    return {
      value,
      errorAt: (key, message) =>
        new InputError(new RubricError([problemAt(key, message)]).message),
    };
  } catch (error) {
    throw error instanceof RubricError ? new InputError(error.message) : error;
  }
}
