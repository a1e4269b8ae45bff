import * as fc from 'fast-check';
import { defaultRubric, levels } from '../rubric';
import { exemptionsOf, isSatisfied, levelOf } from './level';
import { nextStepsOf } from './nextSteps';
import { Result, resultStates } from './Scorecard';

const { checks } = defaultRubric().document;

/** Any outcome of the default rubric. */
const results = fc
  .array(fc.constantFrom(...resultStates), {
    minLength: checks.length,
    maxLength: checks.length,
  })
  .map(states =>
    checks.map(
      ({ id, level, area, blocker }, index): Result => ({
        id,
        level,
        area,
        blocker,
        state: states[index],
        reason: '',
        evidence: [],
      }),
    ),
  );

const rank = (level: string | undefined) =>
  levels.findIndex(known => known === level);

describe('the level', () => {
  it('is the highest below the first open check', () => {
    const at = (...states: Array<[Result['level'], Result['state']]>) =>
      levelOf(states.map(([level, state]) => ({ level, state })));
    expect(at(['L1', 'fail'], ['L2', 'pass'])).toBeUndefined();
    expect(at(['L1', 'pass'], ['L2', 'unknown'], ['L3', 'pass'])).toBe('L1');
    expect(
      at(['L1', 'not-applicable'], ['L2', 'exempt'], ['L3', 'stale']),
    ).toBe('L2');
    expect(at(['L1', 'pass'])).toBe('L4');
  });

  it('never falls when one more check is satisfied, whatever the rest', () => {
    fc.assert(
      fc.property(results, fc.nat(checks.length - 1), (before, index) => {
        const after = before.map(
          (result, at): Result =>
            at === index ? { ...result, state: 'pass' } : result,
        );
        expect(rank(levelOf(after))).toBeGreaterThanOrEqual(
          rank(levelOf(before)),
        );
      }),
    );
  });

  it('rises by the next steps alone', () => {
    fc.assert(
      fc.property(results, before => {
        const steps = new Set(nextStepsOf(before, checks).map(({ id }) => id));
        const after = before.map(
          (result): Result =>
            steps.has(result.id) ? { ...result, state: 'pass' } : result,
        );
        const rose = rank(levelOf(after)) > rank(levelOf(before));
        expect(rose || levelOf(before) === 'L4').toBe(true);
        for (const id of steps) {
          expect(isSatisfied(before.find(result => result.id === id)!)).toBe(
            false,
          );
        }
      }),
    );
  });

  it('counts only the exemptions that it rests on', () => {
    const given = [
      { level: 'L1', state: 'exempt' },
      { level: 'L2', state: 'fail' },
      { level: 'L3', state: 'exempt' },
    ] as const;
    expect(exemptionsOf(given, levelOf(given))).toBe(1);
  });
});

describe('next steps', () => {
  it('put blockers first, then the least effort', () => {
    const failing = checks
      .filter(({ level }) => level === 'L1')
      .map(
        ({ id, level, area, blocker }): Result => ({
          id,
          level,
          area,
          blocker,
          state: 'fail',
          reason: '',
          evidence: [],
        }),
      );
    const steps = nextStepsOf(failing, checks);
    expect(steps.slice(0, 2).map(({ id }) => id)).toEqual([
      'health-endpoint',
      'no-secrets-in-code',
    ]);
    const efforts = steps.slice(2).map(({ effort }) => effort);
    expect(efforts).toEqual(
      [...efforts].sort(
        (a, b) =>
          ['small', 'medium', 'large'].indexOf(a) -
          ['small', 'medium', 'large'].indexOf(b),
      ),
    );
  });
});
