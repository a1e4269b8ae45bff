import {
  defaultRubric,
  evaluate,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import {
  collectFacts,
  MemoryTree,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { readCases } from './readCases';

const cases = readCases();
const rubric = defaultRubric();
const rows = [...cases].flatMap(([id, check]) =>
  check.cases.map(item => [id, item.on, item.name, item] as const),
);

describe('each check on small repositories', () => {
  it.each(rows)('%s on %s: %s', async (id, _on, _name, expected) => {
    const facts = await collectFacts(MemoryTree.of(expected.files), {
      path: expected.service,
      name: 'orders',
    });
    const { results } = evaluate(rubric, { facts, now: new Date() });
    const { state, reason, evidence } = results.find(one => one.id === id)!;
    expect({ state, reason }).toEqual({
      state: expected.expect,
      reason: expect.stringContaining(expected.reasonContains ?? ''),
    });
    if (expected.evidence) {
      const places = evidence.map(({ path, line }) => `${path}:${line}`);
      expect(places).toContain(expected.evidence);
    }
  });
});

describe('the cases', () => {
  const { checks } = rubric.document;

  it('speak of the checks of the rubric and no others', () => {
    expect([...cases.keys()].sort()).toEqual(checks.map(({ id }) => id).sort());
  });

  it.each(checks.map(check => [check.id, check] as const))(
    'cover %s',
    (id, check) => {
      const { cases: own = [], fewer, neverPasses } = cases.get(id) ?? {};
      const expected = new Set(own.map(item => item.expect));
      if (!neverPasses) expect(expected).toContain('pass');
      expect(expected).toContain('fail');
      if (check.appliesWhen) expect(expected).toContain('not-applicable');
      const near = own.filter(item => item.nearly);
      expect(neverPasses ? 1 : near.length).toBeGreaterThan(0);
      expect(near.filter(item => item.expect === 'pass')).toEqual([]);
      const grounds = new Set(own.map(item => item.on));
      if (!fewer) expect(grounds.size).toBeGreaterThanOrEqual(3);
    },
  );
});
