import { FactRetriever } from '@backstage-community/plugin-tech-insights-node';
import { foundOf, has, limitOf } from './checks';

export type FactSetName = 'same' | 'least';

/** How Tech Insights is given what a check asks for. */
export interface FactSet {
  title: string;
  type: FactRetriever['schema'][string]['type'];
  valueOf(service: number, check: number): unknown;
  condition: object;
}

/** With both, every check has the same outcome as with ours. */
export const factSets: Record<FactSetName, FactSet> = {
  /** What a collector found, and where: the evidence that somebody who opens a check wants to see. */
  same: {
    title: 'the same facts',
    type: 'object',
    valueOf: (service, check) => foundOf(service, check) ?? null,
    condition: {
      path: '$.since',
      operator: 'lessThanInclusive',
      value: limitOf(),
    },
  },
  /** The answer itself: a retriever has done all the work, and nothing can be shown for it. */
  least: {
    title: 'the least facts',
    type: 'boolean',
    valueOf: has,
    condition: { operator: 'equal', value: true },
  },
};
