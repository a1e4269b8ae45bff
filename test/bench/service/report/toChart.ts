import { rounded } from '../figures/Figure';
import { JudgedFigure } from './Run';
import { limitOf } from './toTable';

const width = 1170;
const labelWidth = 630;
const barWidth = 330;
const rowHeight = 22;

interface Bar {
  label: string;
  /** Of the full width; more is cut off. */
  share: number;
  text: string;
  broken?: boolean;
}

interface Panel {
  title: string;
  bars: Bar[];
  /** Where a line stands, of the full width. */
  line?: number;
}

/** A chart that reads on light and dark ground alike. */
export function toChart(figures: ReadonlyArray<JudgedFigure>): string {
  const panels = [
    limits(figures),
    values(
      'Tech Insights and ours, 1,000 services (milliseconds, logarithmic)',
      figures,
      ({ section, unit }) => section === 'tech-insights' && unit === 'ms',
      value => Math.log10(1 + value),
    ),
    values(
      'First pages by size of the fleet (p95, milliseconds, logarithmic)',
      figures,
      ({ section, unit }) => section === 'fleet' && unit === 'ms',
      value => Math.log10(1 + value),
    ),
    values(
      'Collecting 2,000 services with 200 ms each (seconds)',
      figures,
      ({ section, unit }) => section === 'replicas' && unit === 's',
    ),
  ].filter(({ bars }) => bars.length > 0);
  let y = 8;
  const drawn = panels.map(panel => {
    const text = draw(panel, y);
    y += heightOf(panel);
    return text;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img" aria-label="Figures of the scorecard service and their limits" font-family="system-ui, sans-serif" font-size="12">
<style>
  text { fill: #57606a }
  .title { fill: #24292f; font-weight: 600; font-size: 13px }
  .ground { fill: #8c959f; fill-opacity: .18 }
  .bar { fill: #3b82c4 }
  .kept { fill: #2f9e63 }
  .broken { fill: #d0483e }
  .line { stroke: #8c959f; stroke-dasharray: 3 3 }
  @media (prefers-color-scheme: dark) { text { fill: #9aa4af } .title { fill: #e6edf3 } }
</style>
${drawn.join('\n')}
</svg>
`;
}

/** How much of its limit each figure takes; the line is the limit. */
function limits(figures: ReadonlyArray<JudgedFigure>): Panel {
  const line = 0.8;
  return {
    title: 'How much of its limit each figure takes (the line is the limit)',
    line,
    bars: figures
      .filter(({ limit }) => limit)
      .map(figure => ({
        label: labelOf(figure),
        share: line * shareOfLimit(figure),
        text: `${rounded(figure.value)} ${figure.unit}, ${limitOf(figure)}`,
        broken: figure.holds === false,
      })),
  };
}

function shareOfLimit({ limit, value }: JudgedFigure): number {
  if (!limit) return 0;
  if ('atLeast' in limit) return limit.atLeast / value;
  return limit.atMost === 0 ? Number(value > 0) * 2 : value / limit.atMost;
}

function values(
  title: string,
  figures: ReadonlyArray<JudgedFigure>,
  chosen: (figure: JudgedFigure) => boolean,
  scale: (value: number) => number = value => value,
): Panel {
  const shown = figures.filter(chosen);
  const most = Math.max(...shown.map(({ value }) => scale(value)));
  return {
    title,
    bars: shown.map(figure => ({
      label: labelOf(figure),
      share: scale(figure.value) / most,
      text: `${rounded(figure.value)} ${figure.unit}`,
    })),
  };
}

function draw({ title, bars, line }: Panel, top: number): string {
  const first = top + 30;
  const rows = bars.map(({ label, share, text, broken }, index) => {
    const y = first + index * rowHeight;
    const judged = broken ? 'broken' : 'kept';
    const kind = line === undefined ? 'bar' : judged;
    const length = Math.max(2, Math.min(1, share) * barWidth);
    return [
      `<text x="${labelWidth - 10}" y="${y + 12}" text-anchor="end">${escaped(
        label,
      )}</text>`,
      `<rect class="ground" x="${labelWidth}" y="${y}" width="${barWidth}" height="16" rx="3"/>`,
      `<rect class="${kind}" x="${labelWidth}" y="${y}" width="${length.toFixed(
        1,
      )}" height="16" rx="3"/>`,
      `<text x="${labelWidth + barWidth + 8}" y="${y + 12}">${escaped(
        text,
      )}</text>`,
    ].join('');
  });
  const x = labelWidth + barWidth * (line ?? 0);
  const limit = line
    ? `<line class="line" x1="${x}" x2="${x}" y1="${first - 4}" y2="${
        first + bars.length * rowHeight
      }"/>`
    : '';
  return `<text class="title" x="8" y="${top + 16}">${escaped(
    title,
  )}</text>\n${rows.join('\n')}\n${limit}`;
}

function heightOf({ bars }: Panel): number {
  return 30 + bars.length * rowHeight + 16;
}

function labelOf({ name, services }: JudgedFigure): string {
  return services === undefined
    ? name
    : `${name} (${services.toLocaleString('en-US')})`;
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
}
