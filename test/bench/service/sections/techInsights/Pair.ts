import { Figure } from '../../figures/Figure';
import { FactSetName } from '../../fleet/factSets';
import { Portal } from '../../portal/Portal';
import { Context } from '../Context';

/** Of ours for one of theirs, so that both have worked for a while when it counts. */
export const oursPerWarmUp = 6;

/** Two portals over the same services, and what the second was given. */
export interface Pair extends Context {
  ours: Portal;
  theirs: Portal;
  services: number;
  facts: FactSetName;
}

/** The limits are on a comparison of like with like. */
export function limitOf(
  { facts }: Pair,
  atLeast: number,
): Pick<Figure, 'limit'> {
  return facts === 'same' ? { limit: { atLeast } } : {};
}
