import { JudgedFigure } from './Run';
import { limitOf } from './toTable';

/** One line per figure, for a spreadsheet. */
export function toCsv(figures: ReadonlyArray<JudgedFigure>): string {
  const lines = figures.map(figure => [
    figure.section,
    figure.name,
    figure.services ?? '',
    figure.value,
    figure.unit,
    limitOf(figure),
    figure.holds ?? '',
  ]);
  const header = [
    'section',
    'figure',
    'services',
    'value',
    'unit',
    'limit',
    'holds',
  ];
  return `${[header, ...lines]
    .map(line => line.map(cell).join())
    .join('\n')}\n`;
}

function cell(value: string | number | boolean): string {
  const text = String(value);
  return /[",\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
