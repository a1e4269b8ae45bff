import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Run } from './Run';
import { toSizing } from './toSizing';

const page = 'docs/operating.md';
const [begin, end] = ['<!-- sizing: begin -->', '<!-- sizing: end -->'];

/** Puts the measured figures into the section on sizing. */
export async function writeSizing(root: string, run: Run): Promise<string> {
  const file = join(root, page);
  const text = await readFile(file, 'utf8');
  const [before, rest] = text.split(begin);
  const [, after] = (rest ?? '').split(end);
  if (after === undefined) {
    throw new Error(`${page} has no place for the figures: ${begin} … ${end}`);
  }
  await writeFile(file, `${before}${begin}\n${toSizing(run)}${end}${after}`);
  return page;
}
