import {
  isSatisfied,
  PreviewChange,
  Scorecard,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Reevaluated } from '../fleet/Reevaluated';

/** What a draft does to the level of a service; nothing where it stays, or where there is none yet. */
export function previewChanges(
  { entityRef, scorecard }: Pick<Reevaluated, 'entityRef' | 'scorecard'>,
  stored: Scorecard | undefined,
): PreviewChange[] {
  if (!stored || stored.level === scorecard.level) return [];
  const before = new Map(stored.results.map(result => [result.id, result]));
  const after = new Map(scorecard.results.map(result => [result.id, result]));
  const checks = [...new Set([...before.keys(), ...after.keys()])].flatMap(
    id => {
      const from = before.get(id);
      const to = after.get(id);
      const same =
        from?.level === to?.level &&
        (from ? isSatisfied(from) : true) === (to ? isSatisfied(to) : true);
      return same ? [] : [{ id, from: from?.state, to: to?.state }];
    },
  );
  return [{ entityRef, from: stored.level, to: scorecard.level, checks }];
}
