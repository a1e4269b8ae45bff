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
    const { files, read } = first.list;
    expect(second).toMatchObject({ bytes: first.bytes, list: { files, read } });
    expect(first.list).toMatchObject({ twice: 0, unwanted: 0 });
    expect(read).toBeGreaterThan(50);
    expect(read).toBeLessThan(files);
    expect(first.read.files).toBe(read);
    expect(first.check.output).toBeGreaterThan(10_000);
  });
});
