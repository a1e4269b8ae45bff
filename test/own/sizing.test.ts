import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Figure, sections } from '../bench/service/figures/Figure';
import { Run } from '../bench/service/report/Run';
import { toChart } from '../bench/service/report/toChart';
import { toCsv } from '../bench/service/report/toCsv';
import { toPage } from '../bench/service/report/toPage';
import { toSizing } from '../bench/service/report/toSizing';

const docs = resolve(__dirname, '../../docs');
const published = join(docs, 'benchmarks/service.json');

async function sizingSection(): Promise<string> {
  const text = await readFile(join(docs, 'operating.md'), 'utf8');
  const [, section] = text.split('<!-- sizing: begin -->\n');
  return section.split('<!-- sizing: end -->')[0];
}

describe('the figures of the scorecard service', () => {
  if (existsSync(published)) {
    it('are the measured ones wherever they are told', async () => {
      const run: Run = JSON.parse(await readFile(published, 'utf8'));
      const read = (name: string) =>
        readFile(join(docs, 'benchmarks', name), 'utf8');
      expect(run.quick).toBe(false);
      expect(await sizingSection()).toBe(toSizing(run));
      expect(await read('service.md')).toBe(toPage(run));
      expect(await read('service.csv')).toBe(toCsv(run.figures));
      expect(await read('service.svg')).toBe(toChart(run.figures));
    });

    it('cover every part of the benchmark', async () => {
      const run: Run = JSON.parse(await readFile(published, 'utf8'));
      expect(new Set(run.figures.map(({ section }) => section))).toEqual(
        new Set(sections),
      );
    });
  } else {
    it('are not told before they are measured', async () => {
      expect(await sizingSection()).toContain('bench:service -- --write');
    });
  }

  it('say which limit does not hold', () => {
    const figure: Figure = {
      section: 'fleet',
      name: 'A <page>, p95',
      value: 3,
      unit: 'times',
      services: 50_000,
      limit: { atMost: 2 },
    };
    const run: Run = {
      at: '2026-01-02T03:04:05.678Z',
      commit: 'c0ffee',
      machine: { processor: 'one', cores: 2, memoryGigabytes: 8 },
      node: 'v22.0.0',
      quick: false,
      seconds: 600,
      figures: [{ ...figure, holds: false }],
    };
    expect(toPage(run)).toContain(
      '| A <page>, p95 | 50,000 | 3 times | at most 2 | **no** |',
    );
    expect(toCsv(run.figures)).toContain(
      'fleet,"A <page>, p95",50000,3,times,at most 2,false',
    );
    expect(toChart(run.figures)).toContain('class="broken"');
    expect(toChart(run.figures)).toContain('A &lt;page>, p95 (50,000)');
  });
});
