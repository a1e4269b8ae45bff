import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';

/**
 * The full reference of an entity, in lower case, from one that may be short.
 * @param field - how the value is called in errors
 * @throws InputError for something that is no reference
 */
export function parseReference(
  reference: string,
  field: string,
  defaultKind?: string,
): string {
  try {
    return stringifyEntityRef(parseEntityRef(reference, { defaultKind }));
  } catch {
    throw new InputError(
      `${field}: ${reference} is no reference to an entity, such as ${
        defaultKind ?? 'component'
      }:default/name`,
    );
  }
}
