import {
  Level,
  RubricDocument,
} from '@goldenpath/backstage-plugin-production-readiness-common';

/** A level with its name, as in "L2 Stable"; "below L1" where none is reached. */
export function levelText(
  rubric: RubricDocument,
  level: Level | undefined,
): string {
  return level ? `${level} ${rubric.levels[level].name}` : 'below L1';
}
