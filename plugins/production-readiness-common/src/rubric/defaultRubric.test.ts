import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { defaultRubric } from './parseRubric';

describe('the default rubric', () => {
  it('is what rubric/*.yaml gives', () => {
    const script = resolve(__dirname, '../../scripts/generate.mjs');
    expect(() =>
      execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' }),
    ).not.toThrow();
  });

  it('compiles, with ten checks at L1 and the blockers of the NEVER rules', () => {
    const { checks } = defaultRubric().document;
    expect(checks).toHaveLength(58);
    expect(checks.filter(({ level }) => level === 'L1')).toHaveLength(10);
    expect(
      checks
        .filter(({ blocker, blockerWhen }) => blocker || blockerWhen)
        .map(({ id }) => id)
        .sort(),
    ).toEqual([
      'error-budget-policy',
      'health-endpoint',
      'no-secrets-in-code',
      'rollback-plan',
      'runbooks',
    ]);
  });

  it('never exempts from a health check or from secrets in code', () => {
    const { checks } = defaultRubric().document;
    expect(
      checks.filter(({ exemptable }) => !exemptable).map(({ id }) => id),
    ).toEqual(['health-endpoint', 'no-secrets-in-code']);
  });

  it('leaves no kind of entity out: what does not apply is told by facts', () => {
    const { checks } = defaultRubric().document;
    expect(checks.filter(({ entities }) => entities !== undefined)).toEqual([]);
    expect(
      checks
        .filter(
          ({ applies, appliesWhen }) =>
            (applies === 'always') !== (appliesWhen === undefined),
        )
        .map(({ id }) => id),
    ).toEqual([]);
  });
});
