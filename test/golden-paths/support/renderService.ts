import { join, resolve } from 'node:path';
import { execute } from './execute';
import { temporaryDirectory } from './temporaryDirectory';

const bin = resolve(
  __dirname,
  '../../../plugins/scaffolder-backend-module-golden-paths/bin/golden-path',
);

/** Renders a golden path as its user would, and returns the folder of the service. */
export async function renderService(
  path: string,
  values: string,
): Promise<string> {
  const directory = join(await temporaryDirectory(), 'service');
  const { code, output } = await execute(
    process.execPath,
    [bin, 'render', path, '--values', values, '--out', directory],
    { cwd: __dirname, timeoutMs: 60_000 },
  );
  if (code !== 0) {
    throw new Error(output);
  }
  return directory;
}
