import { stringifyEntityRef } from '@backstage/catalog-model';

/** The reference of the entity that a path names. */
export function refOf(params: Record<string, string>): string {
  const { kind, namespace, name } = params;
  return stringifyEntityRef({ kind, namespace, name });
}
