import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('child.cjs', import.meta.url));

/** Runs one measurement in a process of its own. */
export function runChild(mode, root, file) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [child, mode, root, file],
    { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  if (status !== 0) throw new Error(`${mode} of ${root} failed:\n${stderr}`);
  return JSON.parse(stdout.trim().split('\n').pop());
}

/** The median of each figure of some runs. */
export function medianOf(runs) {
  return Object.fromEntries(
    Object.keys(runs[0]).map(key => {
      const values = runs.map(run => run[key]).sort((a, b) => a - b);
      return [key, values[Math.floor(values.length / 2)]];
    }),
  );
}
