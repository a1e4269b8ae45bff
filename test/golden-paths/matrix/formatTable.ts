import { Combinations } from './composeCombinations';
import { Cell } from './runMatrix';
import { Validator } from './Validator';

const mostProblems = 40;

/** The table path × validator × combinations, with the problems below it. */
export function formatTable(
  all: readonly Combinations[],
  validators: readonly Validator[],
  cells: readonly Cell[],
  units: number,
): string {
  const rows = [
    ['', ...all.map(({ path }) => path)],
    ['combinations', ...all.map(({ services }) => `${services.length}`)],
    ['pairs of values', ...all.map(({ covered }) => `${covered}`)],
    ['pairs refused', ...all.map(({ refused }) => `${refused.length}`)],
    ...validators.map(({ name }) => [
      name,
      ...all.map(({ path }) =>
        cellText(
          cells.find(cell => cell.path === path && cell.validator === name),
        ),
      ),
    ]),
  ];
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => [...row[column]].length)),
  );
  const table = rows.map(row =>
    row
      .map((text, column) =>
        column === 0
          ? text.padEnd(widths[0])
          : text.padStart(widths[column] + 2),
      )
      .join('')
      .trimEnd(),
  );
  const skipped = new Set(
    cells.flatMap(({ missing, validator }) =>
      missing ? [`${validator} was skipped: ${missing}`] : [],
    ),
  );
  const problems = cells.flatMap(cell =>
    cell.problems.map(
      ({ label, problem, combinations }) =>
        `${cell.path}, ${cell.validator}, ${label}: ${problem} (in ${combinations.length}: ${combinations[0]})`,
    ),
  );
  const more = problems.length - mostProblems;
  return `${[
    ...table,
    '',
    `${units} different units were looked at.`,
    ...skipped,
    ...problems.slice(0, mostProblems),
    ...(more > 0 ? [`and ${more} more problems`] : []),
  ].join('\n')}\n`;
}

function cellText(cell: Cell | undefined): string {
  if (!cell || cell.missing) return 'skipped';
  if (cell.problems.length > 0) return `${cell.problems.length} problems`;
  return cell.combinations === 0 ? '–' : `${cell.combinations} ✓`;
}
