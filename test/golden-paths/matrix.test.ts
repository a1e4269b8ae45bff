import { join } from 'node:path';
import { execute } from './support/execute';
import { Factor, pairwise, Row } from './matrix/pairwise';

jest.setTimeout(500_000);

// In a process of its own: some validators are modules that only Node itself can load.
async function matrix(...args: string[]) {
  const { output } = await execute(
    process.execPath,
    [join(__dirname, 'matrix/run.cjs'), ...args],
    { cwd: __dirname, timeoutMs: 480_000 },
  );
  try {
    return JSON.parse(output);
  } catch {
    throw new Error(output);
  }
}

describe('pairwise', () => {
  const factors: Factor[] = [
    { key: 'limit', values: ['none', 'low', 'high'], when: { cache: [true] } },
    { key: 'cache', values: [true, false] },
    { key: 'store', values: ['memory', 'disk', 'remote'] },
    { key: 'log', values: [true, false] },
    { key: 'region', values: ['a', 'b', 'c', 'd'] },
  ];
  const refuse = (row: Row) =>
    row.store === 'remote' && row.log === false ? 'blind' : undefined;

  it('puts every pair that can be into a row, in far fewer rows than there are combinations', () => {
    const { rows, refused } = pairwise(factors, refuse);
    for (const a of factors) {
      for (const b of factors.filter(other => other !== a)) {
        for (const one of a.values) {
          for (const other of b.values) {
            const excluded =
              (a.key === 'limit' && b.key === 'cache' && other === false) ||
              (b.key === 'limit' && a.key === 'cache' && one === false) ||
              refuse({ [a.key]: one, [b.key]: other });
            const found = rows.some(
              row => row[a.key] === one && row[b.key] === other,
            );
            expect([a.key, one, b.key, other, found]).toEqual([
              a.key,
              one,
              b.key,
              other,
              !excluded,
            ]);
          }
        }
      }
    }
    expect(refused).toEqual([
      { pair: { store: 'remote', log: false }, reason: 'blind' },
    ]);
    expect(rows.length).toBeLessThan(20);
    for (const row of rows) {
      expect('limit' in row).toBe(row.cache);
      expect(refuse(row)).toBeUndefined();
    }
  });
});

interface Cell {
  path: string;
  validator: string;
  combinations: number;
  missing?: string;
  problems: object[];
}

it('finds nothing wrong with what is generated from the defaults, with every option on, and under hostile texts', async () => {
  const { cells, pairs } = await matrix('--small', '--json');
  const wrong = cells.filter(({ problems }: Cell) => problems.length > 0);
  expect(wrong).toEqual([]);
  // A pair that is refused is refused for a reason that a user can follow.
  for (const { refused } of pairs) {
    for (const { reason } of refused) {
      expect(reason).toMatch(
        /^The block \S+ requires \S+, which these answers do not switch on$/,
      );
    }
  }
  const seen = cells
    .filter(({ combinations, missing }: Cell) => combinations > 0 || missing)
    .map(({ path, validator }: Cell) => `${path}: ${validator}`);
  for (const path of ['node-service', 'node-worker', 'python-service']) {
    for (const validator of [
      'actionlint',
      'dclint',
      'PromQL in dashboards',
      'Dockerfile rules',
      'helm lint, template',
      'Kubernetes, CRD fields',
      'promtool check, test',
      'squawk',
    ]) {
      expect(seen).toContain(`${path}: ${validator}`);
    }
  }
  expect(seen).toContain('aws-platform: terraform fmt, validate');
});

it('notices each fault that is made on purpose', async () => {
  const faults = await matrix('--faults');
  const overlooked = faults.filter(
    ({ problems, missing }: { problems: string[]; missing?: string }) =>
      problems.length === 0 && !missing,
  );
  expect(overlooked).toEqual([]);
  expect(faults.length).toBeGreaterThan(20);
});
