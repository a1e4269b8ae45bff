import { join } from 'node:path';
import { execute } from './support/execute';
import { renderService } from './support/renderService';

jest.setTimeout(300_000);

let directory: string;
beforeAll(async () => {
  directory = await renderService(
    'node-service',
    join(__dirname, 'node-service-everything.values.json'),
  );
  // The lock was cut to other dependencies than those of a plain service: npm refuses one that does not fit.
  const { code, output } = await execute(
    'npm',
    ['ci', '--no-audit', '--no-fund'],
    {
      cwd: directory,
      timeoutMs: 240_000,
    },
  );
  expect(code === 0 ? '' : output).toBe('');
});

it.each(['lint', 'typecheck', 'test', 'build'])(
  'passes npm run %s with every option on',
  async script => {
    const { code, output } = await execute('npm', ['run', script], {
      cwd: directory,
      timeoutMs: 120_000,
    });
    expect(code === 0 ? '' : output).toBe('');
  },
);
