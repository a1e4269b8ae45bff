import {
  isSatisfied,
  levels,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import type {
  Level,
  Result,
  ResultState,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import type { ActiveRubric } from '../../hooks';

/** Which results of a scorecard are shown. */
export interface CheckFilter {
  text: string;
  state: ResultState | 'all';
  level: Level | 'all';
}

export const noFilter: CheckFilter = { text: '', state: 'all', level: 'all' };

/** Results under one heading: an area or a level. */
export interface ResultGroup {
  key: string;
  results: Result[];
  satisfied: number;
}

/** The results that a filter lets through; text is looked for in title, id and reason. */
export function filterResults(
  results: Result[],
  { text, state, level }: CheckFilter,
  rubric?: ActiveRubric,
): Result[] {
  const wanted = text.trim().toLocaleLowerCase();
  return results.filter(
    result =>
      (state === 'all' || result.state === state) &&
      (level === 'all' || result.level === level) &&
      [rubric?.checks.get(result.id)?.title ?? '', result.id, result.reason]
        .join('\n')
        .toLocaleLowerCase()
        .includes(wanted),
  );
}

/** Groups results in the order of the rubric, what is not satisfied first and lower levels before higher ones. */
export function groupResults(
  results: Result[],
  by: 'area' | 'level',
  rubric?: ActiveRubric,
): ResultGroup[] {
  const order: string[] =
    by === 'level' ? [...levels] : Object.keys(rubric?.document.areas ?? {});
  const groups = new Map<string, Result[]>();
  for (const result of results) {
    groups.set(result[by], [...(groups.get(result[by]) ?? []), result]);
  }
  const rank = (key: string) => order.indexOf(key) + 1 || Infinity;
  return [...groups]
    .sort(([a], [b]) => rank(a) - rank(b) || a.localeCompare(b))
    .map(([key, members]) => ({
      key,
      results: [...members].sort(
        (a, b) =>
          Number(isSatisfied(a)) - Number(isSatisfied(b)) ||
          a.level.localeCompare(b.level),
      ),
      satisfied: members.filter(isSatisfied).length,
    }));
}
