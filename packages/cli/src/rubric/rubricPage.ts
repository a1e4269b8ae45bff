import {
  Check,
  Level,
  levels,
  RubricDocument,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { code, plain } from '../formats/markdownText';
import { describeExemption, describeMethods } from './describeCheck';
import { CheckExample } from './examples';

type Examples = ReadonlyMap<string, CheckExample>;

/** A rubric as a page of Markdown: an overview, then each check with everything that it says. */
export function rubricPage(
  document: RubricDocument,
  examples: Examples,
): string {
  const sections = [
    `# ${plain(document.title)}`,
    `<!-- Generated: readiness rubric show --format markdown -->`,
    `Rubric \`${document.name}\` ${document.version}: ${document.checks.length} checks at four levels. A service is at the highest level at which every check of that level and of all levels below passes, does not apply, or is exempt. A failing **blocker** makes every review a no-go, whatever the level.`,
    overview(document),
    ...levels.flatMap(level => levelSections(level, document, examples)),
    ...declarations(document),
  ];
  return `${sections.join('\n\n')}\n`;
}

function overview({ checks, areas, levels: names }: RubricDocument): string {
  const rows = Object.entries(areas).map(([area, title]) => {
    const cells = levels.map(level =>
      checks
        .filter(check => check.area === area && check.level === level)
        .map(({ id, blocker }) =>
          blocker ? `[**${id}**](#${id})` : `[${id}](#${id})`,
        )
        .join('<br>'),
    );
    return `| ${plain(title)} | ${cells.join(' | ')} |`;
  });
  return [
    `| | ${levels
      .map(level => `${level} ${plain(names[level].name)}`)
      .join(' | ')} |`,
    '|---|---|---|---|---|',
    ...rows,
  ].join('\n');
}

function levelSections(
  level: Level,
  document: RubricDocument,
  examples: Examples,
): string[] {
  const { name, summary } = document.levels[level];
  return [
    `## ${level} ${plain(name)}`,
    `${plain(summary)}.`,
    ...document.checks
      .filter(check => check.level === level)
      .map(check => checkSection(check, document, examples.get(check.id))),
  ];
}

function checkSection(
  check: Check,
  { areas }: RubricDocument,
  example: CheckExample | undefined,
): string {
  const { id, title, area, criterion, applies, rationale, fix } = check;
  const block = fix.block ? ` Golden-path block: ${code(fix.block)}.` : '';
  const facts = [
    `**Criterion.** ${plain(criterion)}`,
    `**Applies.** ${plain(applies)}`,
    `**Settled by.** ${describeMethods(check)}`,
    `**Why.** ${plain(rationale)}`,
    `**Fix** (${check.effort} effort). ${plain(fix.summary)}${block}`,
    ...(describeExemption(check)
      ? [`**Exemptions.** ${describeExemption(check)}`]
      : []),
    ...(check.references.length > 0
      ? [
          `**References.** ${check.references
            .map(url => `<${url}>`)
            .join(', ')}`,
        ]
      : []),
  ];
  return [
    `<a id="${id}"></a>`,
    `### ${plain(title)}`,
    [
      code(id),
      plain(areas[area]),
      ...(check.blocker ? ['**blocker**'] : []),
      ...(check.blockerWhen ? ['**blocker** while its condition holds'] : []),
    ].join(' · '),
    ...facts,
    ...(example ? exampleSections(example) : []),
  ].join('\n\n');
}

function exampleSections({ reason, place }: CheckExample): string[] {
  if (!place) return [`**Passes, for example:** ${plain(reason)}`];
  const { path, line, excerpt } = place;
  // Longer than any fence inside.
  const fence = '````';
  return [
    `**Passes, for example,** with ${code(`${path}:${line}`)}: ${plain(
      reason,
    )}`,
    [fence, ...excerpt, fence].join('\n'),
  ];
}

function declarations({ declarations: all }: RubricDocument): string[] {
  if (all.length === 0) return [];
  return [
    '## What the platform provides',
    all
      .map(
        ({ title, provides }) =>
          `- ${plain(title)}: ${provides
            .map(id => `[${id}](#${id})`)
            .join(', ')}`,
      )
      .join('\n'),
  ];
}
