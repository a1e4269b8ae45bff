import { Brush } from '../formats/pretty/Brush';
import { Terminal } from '../terminal/Terminal';
import { FieldChange, RubricDifference } from './diffRubrics';

const longest = 60;

/** The difference for people. */
export function diffLines(
  { from, to, added, removed, changed, other }: RubricDifference,
  { width, color }: Pick<Terminal, 'width' | 'color'>,
): string[] {
  const brush = new Brush(width, color);
  if (from.hash === to.hash) return ['The rubrics are the same.'];
  const sections = [
    brush.section(
      'Checks added',
      `${added.length}`,
      added.flatMap(({ id, level, title }) =>
        brush.text(`${level} ${id}: ${title}`, 4, brush.good, '+ '),
      ),
    ),
    brush.section(
      'Checks removed',
      `${removed.length}`,
      removed.flatMap(({ id, level, title }) =>
        brush.text(`${level} ${id}: ${title}`, 4, brush.bad, '- '),
      ),
    ),
    brush.section(
      'Checks changed',
      `${changed.length}`,
      changed.flatMap(({ id, changes }) => [
        `    ${brush.bold(id)}`,
        ...changes.flatMap(change => changeLines(change, 6, brush)),
      ]),
    ),
    brush.section(
      'Other changes',
      '',
      other.flatMap(change => changeLines(change, 4, brush)),
    ),
  ].filter(section => section.length > 0);
  return [
    `${from.name} ${from.version} (${from.hash.slice(0, 12)}) → ${to.name} ${
      to.version
    } (${to.hash.slice(0, 12)})`,
    ...sections.flatMap(section => ['', ...section]),
  ];
}

function changeLines(
  { field, from, to }: FieldChange,
  indent: number,
  brush: Brush,
): string[] {
  const [before, after] = [textOf(from), textOf(to)];
  if (before.length <= longest && after.length <= longest) {
    return brush.text(`${field}: ${before} → ${after}`, indent, brush.unsure);
  }
  return [
    ...brush.text(`${field}:`, indent, brush.unsure),
    ...brush.text(before, indent + 2, brush.bad, '- '),
    ...brush.text(after, indent + 2, brush.good, '+ '),
  ];
}

function textOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
