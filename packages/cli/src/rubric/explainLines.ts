import {
  Check,
  RubricDocument,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { stringify } from 'yaml';
import { Brush } from '../formats/pretty/Brush';
import { Terminal } from '../terminal/Terminal';
import { describeExemption, describeMethods } from './describeCheck';
import { CheckExample } from './examples';

/** A check for people: what it asks for, why, how to satisfy it and what satisfies it. */
export function explainLines(
  check: Check,
  { levels, areas }: RubricDocument,
  example: CheckExample | undefined,
  { width, color }: Pick<Terminal, 'width' | 'color'>,
): string[] {
  const brush = new Brush(width, color);
  const { id, level, area, title, criterion, rationale, fix } = check;
  const paragraph = (heading: string, text: string) =>
    brush.section(heading, '', text ? brush.text(text, 4) : []);
  const sections = [
    [
      `  ${brush.bold(title)}`,
      `  ${brush.dim(
        `${id} · ${level} ${levels[level].name} · ${areas[area]}${
          check.blocker ? ' · blocker' : ''
        }`,
      )}`,
    ],
    paragraph('Asks for', criterion),
    paragraph('Applies', check.applies),
    paragraph('Why', rationale),
    brush.section(`Fix`, `${check.effort} effort`, [
      ...brush.text(fix.summary, 4),
      ...(fix.block ? brush.text(`Golden-path block: ${fix.block}`, 4) : []),
      ...(fix.url ? brush.text(fix.url, 4, brush.accent) : []),
    ]),
    paragraph('Settled by', describeMethods(check)),
    paragraph('Exemptions', describeExemption(check)),
    brush.section(
      'References',
      '',
      check.references.flatMap(url => brush.text(url, 4, brush.accent)),
    ),
    ...(example ? [exampleLines(example, brush)] : []),
    brush.section(
      'Condition',
      '',
      check.passesWhen
        ? stringify(check.passesWhen, { lineWidth: 0 })
            .trimEnd()
            .split('\n')
            .map(line => `    ${brush.dim(line)}`)
        : [],
    ),
  ];
  return sections
    .filter(section => section.length > 0)
    .flatMap(section => ['', ...section]);
}

function exampleLines({ reason, place }: CheckExample, brush: Brush): string[] {
  const lines =
    place?.excerpt.map(line => `    ${brush.dim('│')} ${line}`) ?? [];
  return brush.section(
    'Passes, for example',
    place ? `${place.path}:${place.line}` : '',
    [...brush.text(reason, 4), ...lines],
  );
}
