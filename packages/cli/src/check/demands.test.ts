import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleFacts, exampleReport } from '../__testUtils__/exampleReport';
import { formatJson } from '../formats/json';
import { compareWith, readBaseline } from './baseline';
import { unmetDemands } from './demands';

const code = [{ source: { path: 'src/a.ts', line: 1 } }];
const healthy = {
  collections: {
    ...exampleFacts.collections,
    code,
    containers: [{ source: { path: 'k8s/b.yaml', line: 3 }, listens: true }],
  },
};

describe('unmetDemands', () => {
  it('asks nothing by itself', () => {
    expect(unmetDemands(exampleReport(), {})).toEqual([]);
  });

  it('compares the level', () => {
    const report = exampleReport(healthy);
    expect(unmetDemands(report, { minLevel: 'L1' })).toEqual([]);
    expect(unmetDemands(report, { minLevel: 'L2' })).toEqual([
      'The service is at L1, and L2 was asked for.',
    ]);
    expect(unmetDemands(exampleReport(), { minLevel: 'L1' })).toEqual([
      'The service is below L1, and L1 was asked for.',
    ]);
  });

  it('names each open blocker', () => {
    expect(unmetDemands(exampleReport(healthy), { failOn: 'blocker' })).toEqual(
      ['The blocker blocks is open (fail).'],
    );
  });

  it('says what got worse, and only that', () => {
    const worse = exampleReport();
    const { scorecard } = exampleReport(healthy);
    const baseline = {
      level: scorecard.level ?? null,
      checks: scorecard.results,
    };
    worse.comparison = compareWith(baseline, worse.scorecard);
    expect(unmetDemands(worse, {})).toEqual([
      'The level fell from L1 to below L1.',
      'fails-here passed in the baseline and is fail now.',
      'fails-nowhere passed in the baseline and is fail now.',
      'comes-later passed in the baseline and is fail now.',
    ]);
    const same = exampleReport(healthy);
    same.comparison = compareWith(baseline, same.scorecard);
    expect(unmetDemands(same, {})).toEqual([]);
  });
});

describe('readBaseline', () => {
  const folder = mkdtempSync(join(tmpdir(), 'readiness-'));
  const file = join(folder, 'before.json');
  afterAll(() => rmSync(folder, { recursive: true }));

  it('reads what an earlier run printed', () => {
    const report = exampleReport(healthy);
    writeFileSync(file, formatJson(report));
    expect(compareWith(readBaseline(file, file), report.scorecard)).toEqual({
      levelBefore: 'L1',
      lower: false,
      worse: [],
      better: [],
    });
  });

  it.each([
    ['{', /is not JSON$/],
    ['[]', /the document: /],
    ['{"level":"L9","checks":[]}', /: level: /],
    ['{"level":null,"checks":[{"id":"a","state":"ok"}]}', /checks\.0\.state: /],
  ])('refuses %s', (text, message) => {
    writeFileSync(file, text);
    expect(() => readBaseline(file, 'before.json')).toThrow(message);
  });
});
