import { Level } from '@goldenpath/backstage-plugin-production-readiness-common';
import { Report } from '../../check/Report';
import { LevelTally, openResults } from '../tally';
import { Brush } from './Brush';

/** The service, its level and how far the next one is. */
export function bannerLines(report: Report, brush: Brush): string[] {
  const { service, rubric, scorecard } = report;
  const { level, exemptions, commit } = scorecard;
  const origin = [
    `${rubric.name} ${rubric.version}`,
    ...(commit ? [commit.slice(0, 7)] : []),
  ].join(' · ');
  const name = level ? `${level} ${rubric.levels[level].name}` : 'below L1';
  const { next, blockers, nextLevel } = openResults(report);
  const left = nextLevel.length;
  const facts = [
    ...(exemptions > 0 ? [counted(exemptions, 'exemption')] : []),
    ...(next && left > 0
      ? [`${left} to ${next} ${rubric.levels[next].name}`]
      : []),
    ...(blockers.length > 0
      ? [`${counted(blockers.length, 'blocker')} open`]
      : []),
  ];
  const text = facts.length > 0 ? facts.join(', ') : 'nothing left to do';
  const badge = `  ${brush.badge(level, name)}`;
  return [
    ...brush.beside(brush.bold, service, origin),
    '',
    ...(name.length + text.length + 8 <= brush.width
      ? [`${badge}  ${text}`]
      : [badge, ...brush.text(text, 2)]),
  ];
}

/** One level as a bar. */
export function progressLine(
  { level, name, total, satisfied, failing, unknown }: LevelTally,
  next: Level | undefined,
  brush: Brush,
): string {
  const isNarrow = brush.width < 70;
  const cells = isNarrow ? 8 : 20;
  const done = total === 0 ? cells : Math.floor((cells * satisfied) / total);
  const bar = `${brush.good('━'.repeat(done))}${brush.dim(
    '─'.repeat(cells - done),
  )}`;
  let mark = ' ';
  if (satisfied === total) mark = brush.good('✔');
  else if (level === next) mark = brush.accent('▸');
  const left = [
    ...(failing > 0
      ? [brush.bad(isNarrow ? `${failing}✘` : `${failing} failing`)]
      : []),
    ...(unknown > 0
      ? [brush.unsure(isNarrow ? `${unknown}?` : `${unknown} unknown`)]
      : []),
  ].join(isNarrow ? ' ' : ', ');
  const title = `${level} ${name}`.slice(0, 14).padEnd(14);
  const count = `${satisfied}/${total}`.padStart(5);
  return `  ${mark} ${title} ${bar} ${count}  ${left}`.trimEnd();
}

/** What changed since the baseline. */
export function changeLines({ comparison }: Report, brush: Brush): string[] {
  if (!comparison) return [];
  const { worse, better, lower, levelBefore } = comparison;
  const lines = [
    ...(lower ? brush.text(`The level was ${levelBefore}.`, 4, brush.bad) : []),
    ...(worse.length > 0
      ? brush.text(`Worse: ${worse.join(', ')}`, 4, brush.bad)
      : []),
    ...(better.length > 0
      ? brush.text(`Better: ${better.join(', ')}`, 4, brush.good)
      : []),
  ];
  return brush.section(
    'Since the baseline',
    '',
    lines.length > 0 ? lines : ['    Nothing changed.'],
  );
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
