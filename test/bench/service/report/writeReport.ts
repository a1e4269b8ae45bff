import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Run } from './Run';
import { toChart } from './toChart';
import { toCsv } from './toCsv';
import { toPage } from './toPage';
import { writeSizing } from './writeSizing';

const root = resolve(__dirname, '../../../..');
const folder = join(root, 'docs', 'benchmarks');

/** Writes what the documentation shows of a run. Answers with the names of the files. */
export async function writeReport(run: Run): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const files = {
    'service.json': `${JSON.stringify(run, undefined, 2)}\n`,
    'service.csv': toCsv(run.figures),
    'service.svg': toChart(run.figures),
    'service.md': toPage(run),
  };
  for (const [name, text] of Object.entries(files)) {
    await writeFile(join(folder, name), text);
  }
  return [
    ...Object.keys(files).map(name => `docs/benchmarks/${name}`),
    await writeSizing(root, run),
  ];
}
