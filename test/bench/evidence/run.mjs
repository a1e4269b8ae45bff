// `npm run bench:evidence [-- --json] [-- --sizes 200,2000] [-- --runs 3]`: what a full check costs beside only
// reading the same bytes, on generated trees.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { generateTree } from './generateTree.mjs';
import { medianOf, runChild } from './measure.mjs';
import { describe, judge } from './report.mjs';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    sizes: { type: 'string', default: '200,2000,20000' },
    runs: { type: 'string', default: '3' },
  },
});
const runs = Math.max(1, Number(values.runs) || 1);
const folder = mkdtempSync(join(tmpdir(), 'bench-evidence-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const sizes = values.sizes.split(',').map(Number).map(measure);
const result = { node: process.version, runs, sizes, ratios: judge(sizes) };
process.stdout.write(
  values.json
    ? `${JSON.stringify(result, undefined, 2)}\n`
    : `${describe(result)}\n`,
);

function measure(files) {
  const root = join(folder, String(files));
  const wanted = join(folder, `${files}.json`);
  const tree = generateTree(root, files);
  const list = runChild('list', root, wanted);
  const repeat = mode =>
    medianOf(Array.from({ length: runs }, () => runChild(mode, root, wanted)));
  const measured = { files, bytes: tree.bytes, list };
  measured.read = repeat('read');
  measured.check = repeat('check');
  rmSync(root, { recursive: true });
  return measured;
}
