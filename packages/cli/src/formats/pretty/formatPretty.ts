import { levels } from '@goldenpath/backstage-plugin-production-readiness-common';
import { CheckedResult, Report } from '../../check/Report';
import { Terminal } from '../../terminal/Terminal';
import { openResults, tallyLevels } from '../tally';
import { Brush } from './Brush';
import { resultLines, shortLines } from './resultLines';
import { bannerLines, changeLines, progressLine } from './summaryLines';

const maxGaps = 5;
const satisfiedStates = [
  ['pass', 'Passing'],
  ['exempt', 'Exempt'],
  ['not-applicable', 'Not applicable'],
] as const;

/**
 * For people: the level, blockers, the way to the next level, then the rest in short.
 * @param verbose - shows every result with its reason and evidence
 */
export function formatPretty(
  report: Report,
  { width, color }: Pick<Terminal, 'width' | 'color'>,
  verbose: boolean,
): string {
  const brush = new Brush(width, color);
  const { results, rubric } = report;
  const { next, blockers, nextLevel, later } = openResults(report);
  const inFull = (list: CheckedResult[]) =>
    list.flatMap(result => resultLines(result, brush));
  const inShort = (label: string, list: CheckedResult[]) =>
    verbose ? inFull(list) : shortLines(label, list, brush);
  const sections = [
    bannerLines(report, brush),
    tallyLevels(report).map(tally => progressLine(tally, next, brush)),
    changeLines(report, brush),
    brush.section(
      'Blockers',
      'while one is open, every review is a no-go',
      inFull(blockers),
    ),
    brush.section(
      next ? `To ${next} ${rubric.levels[next].name}` : '',
      '',
      inFull(nextLevel),
    ),
    brush.section(
      'Later',
      '',
      levels.flatMap(level =>
        inShort(
          level,
          later.filter(result => result.level === level),
        ),
      ),
    ),
    ...satisfiedStates.map(([state, title]) => {
      const own = results.filter(result => result.state === state);
      return brush.section(title, `${own.length}`, inShort('', own));
    }),
    gapLines(report, brush),
    hintLines(report, verbose, brush),
  ];
  const lines = sections
    .filter(section => section.length > 0)
    .flatMap(section => [...section, '']);
  return `\n${lines.join('\n')}\n`;
}

function gapLines({ gaps }: Report, brush: Brush): string[] {
  const reasons = [...new Set(gaps.map(({ reason }) => reason))];
  const more = reasons.length - maxGaps;
  return brush.section('Not observed', '', [
    ...reasons.slice(0, maxGaps).flatMap(reason => brush.text(reason, 4)),
    ...(more > 0 ? [`    ${brush.dim(`and ${more} more`)}`] : []),
  ]);
}

function hintLines(
  { scorecard }: Report,
  verbose: boolean,
  brush: Brush,
): string[] {
  const [first] = scorecard.nextSteps;
  return [
    ...(first ? [`readiness explain ${first.id}: what a check asks for`] : []),
    ...(verbose ? [] : ['--verbose: every reason with its evidence']),
  ].flatMap(hint => brush.text(hint, 2, brush.dim));
}
