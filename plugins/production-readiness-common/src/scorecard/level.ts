import { Level, levels } from '../rubric/Rubric';
import { Result, ResultState } from './Scorecard';

const satisfying: ResultState[] = ['pass', 'not-applicable', 'exempt'];

/** Whether a result lets a level be reached. `unknown` and `stale` do not. @public */
export function isSatisfied(result: Pick<Result, 'state'>): boolean {
  return satisfying.includes(result.state);
}

/** Whether `level` is at least `floor`; undefined is below L1. @public */
export function isAtLeast(level: Level | undefined, floor: Level): boolean {
  return level !== undefined && levels.indexOf(level) >= levels.indexOf(floor);
}

/** The level after `level`, or undefined at the top. @public */
export function nextLevel(level: Level | undefined): Level | undefined {
  return levels[level === undefined ? 0 : levels.indexOf(level) + 1];
}

/**
 * The highest level at which every check of that level and of all levels below is satisfied; undefined below L1.
 * @public
 */
export function levelOf(
  results: ReadonlyArray<Pick<Result, 'level' | 'state'>>,
): Level | undefined {
  const lowestOpen = Math.min(
    levels.length,
    ...results
      .filter(result => !isSatisfied(result))
      .map(result => levels.indexOf(result.level)),
  );
  return levels[lowestOpen - 1];
}

/** How many exemptions the checks up to `level` rest on. @public */
export function exemptionsOf(
  results: ReadonlyArray<Pick<Result, 'level' | 'state'>>,
  level: Level | undefined,
): number {
  return results.filter(
    result => result.state === 'exempt' && isAtLeast(level, result.level),
  ).length;
}
