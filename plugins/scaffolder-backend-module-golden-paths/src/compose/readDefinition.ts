import { readFile } from 'node:fs/promises';
import { InputError } from '@backstage/errors';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { limits } from './limits';

/**
 * A YAML file, checked against its schema.
 *
 * @throws InputError naming the file and the key.
 */
export async function readDefinition<T extends z.ZodType>(
  file: string,
  schema: T,
): Promise<z.infer<T>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new InputError(`${file} cannot be read`, error);
  }
  if (text.length > limits.definitionBytes) {
    throw new InputError(`${file} is larger than ${limits.definitionBytes}`);
  }
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) {
    throw new InputError(`${file}: ${document.errors[0].message}`);
  }
  const result = schema.safeParse(document.toJS({ maxAliasCount: 50 }));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new InputError(
      `${file}: ${issue.path.join('.') || 'the document'}: ${issue.message}`,
    );
  }
  return result.data;
}
