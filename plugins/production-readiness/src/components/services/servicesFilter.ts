import { levels } from '@goldenpath/backstage-plugin-production-readiness-common';
import type { Level } from '@goldenpath/backstage-plugin-production-readiness-common';

/** Which services are listed; `none` is below L1. */
export interface ServicesFilter {
  level?: Level | 'none';
  /** Entity reference of the owner. */
  owner?: string;
}

/** The choices of the level filter. */
export const levelChoices = ['none', ...levels] as const;

export function filterOf(query: URLSearchParams): ServicesFilter {
  return {
    level: levelChoices.find(level => level === query.get('level')),
    owner: query.get('owner') ?? undefined,
  };
}

/** @returns the query with the filter in it; what else it says stays */
export function queryOf(
  { level, owner }: ServicesFilter,
  before: URLSearchParams,
): URLSearchParams {
  const query = new URLSearchParams(before);
  for (const [key, value] of Object.entries({ level, owner })) {
    if (value === undefined) query.delete(key);
    else query.set(key, value);
  }
  return query;
}
