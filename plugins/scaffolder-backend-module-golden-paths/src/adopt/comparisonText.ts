import { RubricDocument } from '@goldenpath/backstage-plugin-production-readiness-common';
import { levelText } from '../readiness/levelText';
import { plainText } from './markdownText';
import { ComparedCheck, ReadinessComparison } from './compareReadiness';

/** What a request says of readiness before and after it. */
export function comparisonText(
  { before, after, gained, opened }: ReadinessComparison,
  rubric: RubricDocument,
): string {
  const table = (title: string, checks: ComparedCheck[]) =>
    checks.length === 0
      ? []
      : [
          `### ${title}`,
          '',
          '| level | check | before | after |',
          '|---|---|---|---|',
          ...checks.map(
            each =>
              `| ${each.check.level} | ${plainText(
                each.check.title,
              )} | ${plainText(each.before.reason)} | ${plainText(
                each.after.reason,
              )} |`,
          ),
          '',
        ];
  return [
    '## Production readiness',
    '',
    `${levelText(rubric, before.level)} before, ${levelText(
      rubric,
      after.level,
    )} after.`,
    '',
    ...table('Satisfied by this request', gained),
    ...table('To do from now on, since they apply now', opened),
  ].join('\n');
}
