import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

function bench(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(__dirname, 'run.mjs'), '--runs', '1', ...args],
    { encoding: 'utf8' },
  );
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return stdout;
}

describe('bench:evidence', () => {
  it('measures the same tree each time, and reads no file twice nor one that nobody wants', () => {
    const [first, second] = [0, 1].map(
      () => JSON.parse(bench('--sizes', '200', '--json')).sizes[0],
    );
    expect(second.bytes).toBe(first.bytes);
    expect(second.list).toEqual(first.list);
    expect(first.list.twice).toBe(0);
    expect(first.list.read).toBeGreaterThan(50);
    // Assets and installed packages are a third of the tree.
    expect(first.list.read).toBeLessThan(150);
    expect(first.read.files).toBe(first.list.read);
    expect(first.check.peakMegabytes).toBeGreaterThan(0);
  });
});
