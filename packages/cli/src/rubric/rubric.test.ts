import {
  defaultRubric,
  parseRubric,
  rubricJsonSchema,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { diffLines } from './diffLines';
import { diffRubrics } from './diffRubrics';
import { nearest } from './nearest';

const extended = parseRubric(
  `extends: default
name: acme
version: 2.0.0
title: Acme
override:
  runbooks: { level: L1 }
  chaos-testing: { off: true }
  liveness-probe: { passesWhen: { from: containers, every: has(item.livenessProbe) } }
checks:
  - id: licence
    level: L1
    area: ownership
    title: A licence is there
    criterion: A LICENSE file.
    rationale: The law.
    fix: { summary: Add one. }
    effort: small
    methods: [repository]
    passesWhen: { from: files }
`,
  'acme.yaml',
);

describe('diffRubrics', () => {
  it('tells what was added, removed and changed', () => {
    const difference = diffRubrics(defaultRubric(), extended);
    expect(difference.added.map(({ id }) => id)).toEqual(['licence']);
    expect(difference.removed.map(({ id }) => id)).toEqual(['chaos-testing']);
    expect(
      difference.changed.map(({ id, changes }) => [
        id,
        changes.map(({ field }) => field),
      ]),
    ).toEqual([
      ['liveness-probe', ['passesWhen']],
      ['runbooks', ['level']],
    ]);
    expect(difference.other).toEqual([
      { field: 'title', from: 'Production readiness', to: 'Acme' },
    ]);
    const text = diffLines(difference, { width: 80, color: false }).join('\n');
    expect(text).toContain('level: L2 → L1');
    expect(text).toContain('+ L1 licence: A licence is there');
    expect(text).toContain('- L4 chaos-testing');
  });

  it('finds nothing between a rubric and itself', () => {
    const difference = diffRubrics(extended, extended);
    expect(difference).toMatchObject({ added: [], removed: [], changed: [] });
    expect(diffLines(difference, { width: 80, color: false })).toEqual([
      'The rubrics are the same.',
    ]);
  });
});

describe('nearest', () => {
  it('finds the name that was meant', () => {
    const ids = defaultRubric().document.checks.map(({ id }) => id);
    expect(nearest('readyness-probe', ids)[0]).toBe('readiness-probe');
    expect(nearest('autoscaling', ids)[0]).toBe('auto-scaling');
    expect(nearest('', ids)).toHaveLength(3);
  });
});

describe('the JSON Schema of rubric files', () => {
  const ajv = new Ajv2020({ allErrors: true });
  addFormats(ajv);
  const validate = ajv.compile(rubricJsonSchema());
  const extension = {
    extends: 'default',
    name: 'a',
    version: '1.0.0',
    title: 'A',
  };

  it('takes a complete rubric and an extension', () => {
    expect([validate(defaultRubric().document), validate.errors]).toEqual([
      true,
      null,
    ]);
    expect(
      validate({ ...extension, override: { runbooks: { level: 'L1' } } }),
    ).toBe(true);
  });

  it.each([
    [{ ...extension, overide: {} }],
    [{ ...extension, override: { runbooks: { level: 'L9' } } }],
    [
      {
        ...extension,
        override: { runbooks: { passesWhen: { some: 'true' } } },
      },
    ],
    [{ name: 'a', version: '1.0.0', title: 'A' }],
  ])('refuses %j', document => {
    expect(validate(document)).toBe(false);
  });
});
