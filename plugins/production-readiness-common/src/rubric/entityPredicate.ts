import {
  createZodV4FilterPredicateSchema,
  filterPredicateToFilterFunction,
} from '@backstage/filter-predicates';
import { z } from 'zod/v4';

const schema = createZodV4FilterPredicateSchema();

/**
 * Compiles a Backstage filter predicate on catalog entities.
 * @throws Error that says what is wrong with it
 */
export function compileEntityPredicate(
  predicate: unknown,
): (entity: object) => boolean {
  const parsed = schema.safeParse(predicate);
  if (!parsed.success) {
    throw new Error(
      `is not a filter predicate: ${z.prettifyError(parsed.error)}`,
    );
  }
  const matches = filterPredicateToFilterFunction(parsed.data);
  return entity => matches(entity);
}
