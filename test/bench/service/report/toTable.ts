import { Figure, holds, rounded } from '../figures/Figure';

/** Figures for people: one line each, those with a limit marked. */
export function toTable(figures: ReadonlyArray<Figure>): string {
  const rows = figures.map(figure => [
    markOf(figure),
    figure.name,
    figure.services === undefined
      ? ''
      : figure.services.toLocaleString('en-US'),
    `${rounded(figure.value).toLocaleString('en-US')} ${figure.unit}`,
    limitOf(figure),
  ]);
  const table = [
    ['', figures[0]?.section ?? '', 'services', 'measured', 'limit'],
    ...rows,
  ];
  const widths = table[0].map((_, column) =>
    Math.max(...table.map(row => row[column].length)),
  );
  return table
    .map(row =>
      row
        .map((cell, column) =>
          column === 2 || column === 3
            ? cell.padStart(widths[column])
            : cell.padEnd(widths[column]),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** `at least 20`, or nothing. */
export function limitOf({ limit }: Figure): string {
  if (!limit) return '';
  return 'atLeast' in limit
    ? `at least ${limit.atLeast}`
    : `at most ${limit.atMost}`;
}

function markOf(figure: Figure): string {
  const kept = holds(figure);
  if (kept === undefined) return ' ';
  return kept ? '✔' : '✘';
}
