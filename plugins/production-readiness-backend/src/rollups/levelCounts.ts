import { LevelCounts } from '@goldenpath/backstage-plugin-production-readiness-common';

const names = ['pending', 'none', 'L1', 'L2', 'L3', 'L4'] as const;

export function noServices(): LevelCounts {
  return { none: 0, L1: 0, L2: 0, L3: 0, L4: 0, pending: 0 };
}

/** The name under which services of a stored level are counted; -1 and null: not evaluated yet. */
export function levelName(level: number | null): keyof LevelCounts {
  return names[(level ?? -1) + 1];
}
