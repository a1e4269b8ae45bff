import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { postgresProblem } from '../../../plugins/production-readiness-backend/src/__testUtils__/TestPostgres';
import { readOptions } from './options';
import { JudgedFigure } from './report/Run';

const problem = postgresProblem();
// eslint-disable-next-line no-console
if (problem) console.warn(`Skipped the benchmark on PostgreSQL: ${problem}`);

function bench(...args: string[]) {
  return spawnSync(process.execPath, [join(__dirname, 'run.cjs'), ...args], {
    encoding: 'utf8',
  });
}

/** Times say nothing in a test; what is counted has to be the same on every machine. */
(problem ? describe.skip : describe)('bench:service', () => {
  it('counts the rows that a fleet of any size takes', () => {
    const { status, stdout, stderr } = bench(
      ...['--quick', '--fleets', '40,120', '--only', 'evaluation', '--json'],
    );
    expect({ status, stderr }).toMatchObject({ status: 0 });
    const figures: JudgedFigure[] = JSON.parse(stdout).figures;
    const valuesOf = (name: string) =>
      figures
        .filter(figure => figure.name.includes(name))
        .map(({ value }) => value);
    expect(valuesOf('unchanged sweep: rows written')).toEqual([0, 0]);
    // A stricter rubric changes every document and few results; other words change every result.
    const [few, all] = valuesOf('Re-evaluation').filter(value => value > 200);
    expect(few).toBeLessThan(600);
    expect(all).toBeGreaterThanOrEqual(120 * 40);
  }, 240_000);
});

it('does not publish a part for the whole', () => {
  expect(() => readOptions(['--write', '--quick'])).toThrow('a whole run');
  expect(() => readOptions(['--only', 'speed'])).toThrow(
    'There is no section speed; there are tech-insights, fleet',
  );
  expect(readOptions(['--write']).sizes.fleets).toEqual([
    1_000, 10_000, 50_000,
  ]);
});
