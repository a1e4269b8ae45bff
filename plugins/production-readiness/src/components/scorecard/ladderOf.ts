import {
  isAtLeast,
  isSatisfied,
  levels,
  nextLevel,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import type {
  Level,
  Scorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';

/** How far a service is at one level. Checks that do not apply are not counted. */
export interface Rung {
  level: Level;
  satisfied: number;
  applicable: number;
  exempt: number;
  status: 'reached' | 'next' | 'later';
}

/** The levels of a scorecard, lowest first. */
export function ladderOf({
  level: reached,
  results,
}: Pick<Scorecard, 'level' | 'results'>): Rung[] {
  return levels.map(level => {
    const applicable = results.filter(
      result => result.level === level && result.state !== 'not-applicable',
    );
    return {
      level,
      applicable: applicable.length,
      satisfied: applicable.filter(isSatisfied).length,
      exempt: applicable.filter(({ state }) => state === 'exempt').length,
      status: statusOf(level, reached),
    };
  });
}

function statusOf(level: Level, reached: Level | undefined): Rung['status'] {
  if (isAtLeast(reached, level)) return 'reached';
  return level === nextLevel(reached) ? 'next' : 'later';
}
