import {
  isSatisfied,
  Level,
  levels,
  nextLevel,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { CheckedResult, Report } from '../check/Report';

/** How far one level is. */
export interface LevelTally {
  level: Level;
  name: string;
  total: number;
  satisfied: number;
  failing: number;
  unknown: number;
}

export function tallyLevels({ results, rubric }: Report): LevelTally[] {
  return levels.map(level => {
    const own = results.filter(result => result.level === level);
    const failing = own.filter(({ state }) => state === 'fail').length;
    const satisfied = own.filter(isSatisfied).length;
    return {
      level,
      name: rubric.levels[level].name,
      total: own.length,
      satisfied,
      failing,
      unknown: own.length - satisfied - failing,
    };
  });
}

/** The open results: blockers, those of the next level in the order of the next steps, and all others. */
export interface OpenResults {
  next: Level | undefined;
  blockers: CheckedResult[];
  nextLevel: CheckedResult[];
  later: CheckedResult[];
}

export function openResults({ results, scorecard }: Report): OpenResults {
  const next = nextLevel(scorecard.level);
  const order = new Map(
    scorecard.nextSteps.map(({ id }, index) => [id, index]),
  );
  const open = results.filter(result => !isSatisfied(result));
  const byStep = (a: CheckedResult, b: CheckedResult) =>
    (order.get(a.id) ?? Infinity) - (order.get(b.id) ?? Infinity);
  const rest = open.filter(({ blocker }) => !blocker);
  return {
    next,
    blockers: open.filter(({ blocker }) => blocker).sort(byStep),
    nextLevel: rest.filter(({ level }) => level === next).sort(byStep),
    later: rest.filter(({ level }) => level !== next),
  };
}

/** `path:line`, or `path`, or the URL. */
export function placeText(source: {
  path?: string;
  line?: number;
  url?: string;
}): string {
  if (source.path === undefined) return source.url ?? '';
  return source.line === undefined
    ? source.path
    : `${source.path}:${source.line}`;
}
