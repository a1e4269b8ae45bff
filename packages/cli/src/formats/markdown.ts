import { CheckedResult, Report } from '../check/Report';
import { evidenceLink } from './evidenceLink';
import { code, plain } from './markdownText';
import { openResults, tallyLevels } from './tally';

const maxPlaces = 5;

/**
 * GitHub-flavoured Markdown for a comment on a pull request.
 * @param env - tells the address of the repository in a pipeline, so that evidence is linked
 */
export function formatMarkdown(
  report: Report,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const { rubric, scorecard, service } = report;
  const { level, exemptions } = scorecard;
  const { next, blockers, nextLevel, later } = openResults(report);
  const entry = (result: CheckedResult) => entryText(result, report, env);
  const name = level
    ? `${level} ${plain(rubric.levels[level].name)}`
    : 'below L1';
  const sections = [
    `## ${plain(service)}: ${name}`,
    ...(exemptions > 0 ? [`It rests on exemptions: ${exemptions}.`] : []),
    [
      '| Level | Satisfied | Failing | Unknown |',
      '|---|---:|---:|---:|',
      ...tallyLevels(report).map(
        ({ level: each, name: title, satisfied, total, failing, unknown }) =>
          `| ${satisfied === total ? '✅' : '⬜'} ${each} ${plain(
            title,
          )} | ${satisfied}/${total} | ${failing} | ${unknown} |`,
      ),
    ].join('\n'),
    ...changes(report),
    ...list('### Blockers', blockers.map(entry)),
    ...list(
      next ? `### To ${next} ${plain(rubric.levels[next].name)}` : '',
      nextLevel.map(entry),
    ),
    ...folded(`Later (${later.length})`, later.map(entry)),
    ...folded(
      'Not observed',
      [...new Set(report.gaps.map(({ reason }) => reason))].map(
        reason => `- ${plain(reason)}`,
      ),
    ),
    `<sub>${plain(rubric.name)} ${rubric.version}${
      scorecard.commit ? ` at ${scorecard.commit.slice(0, 7)}` : ''
    }</sub>`,
  ];
  return `${sections.join('\n\n')}\n`;
}

function entryText(
  { id, check, state, reason, evidence, blocker }: CheckedResult,
  report: Report,
  env: Readonly<Record<string, string | undefined>>,
): string {
  const places = evidence
    .slice(0, maxPlaces)
    .map(source => evidenceLink(source, report.scorecard.commit, env));
  return [
    `- ${state === 'fail' ? '❌' : '❔'} **${plain(check.title)}** (${code(
      id,
    )}, ${check.effort} effort${blocker ? ', blocker' : ''})`,
    `  ${plain(reason)}${places.length > 0 ? ` ${places.join(', ')}` : ''}`,
    `  → ${plain(check.fix.summary)}`,
  ].join('  \n');
}

function changes({ comparison }: Report): string[] {
  if (!comparison) return [];
  const { worse, better, lower, levelBefore } = comparison;
  const ids = (all: string[]) => all.map(code).join(', ');
  const lines = [
    ...(lower ? [`- 📉 the level was ${levelBefore}`] : []),
    ...(worse.length > 0 ? [`- 📉 worse: ${ids(worse)}`] : []),
    ...(better.length > 0 ? [`- 📈 better: ${ids(better)}`] : []),
  ];
  return list(
    '### Since the baseline',
    lines.length > 0 ? lines : ['Nothing changed.'],
  );
}

function list(heading: string, entries: string[]): string[] {
  return entries.length > 0 ? [heading, entries.join('\n')] : [];
}

function folded(summary: string, entries: string[]): string[] {
  if (entries.length === 0) return [];
  return [
    `<details><summary>${summary}</summary>\n\n${entries.join(
      '\n',
    )}\n\n</details>`,
  ];
}
