import { defaultRubric, parseRubric, parseRubrics } from './parseRubric';
import { RubricError } from './RubricError';

const head = `extends: default
name: acme
version: 2.0.0
title: Acme
`;

function problemsOf(text: string) {
  try {
    parseRubric(text, 'acme.yaml');
  } catch (error) {
    if (error instanceof RubricError) return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('parseRubric', () => {
  it('overrides a level, turns a check off and adds one', () => {
    const { document, hash } = parseRubric(
      `${head}areas: { law: Law }
override:
  liveness-probe: { level: L1 }
  chaos-testing: { off: true }
checks:
  - id: licence
    level: L1
    area: law
    title: A licence is there
    criterion: A LICENSE file.
    rationale: The law.
    fix: { summary: Add one. }
    effort: small
    methods: [repository]
    passesWhen: { from: files, some: "item.tool == 'licence'" }
`,
      'acme.yaml',
    );
    const byId = new Map(document.checks.map(check => [check.id, check]));
    expect(byId.get('liveness-probe')).toMatchObject({
      level: 'L1',
      title: 'A liveness probe restarts a stuck process',
      methods: ['repository'],
    });
    expect(byId.has('chaos-testing')).toBe(false);
    expect(byId.get('licence')?.area).toBe('law');
    expect(hash).not.toBe(defaultRubric().hash);
  });

  it('keeps what an override does not mention, defaults included', () => {
    const { document } = parseRubric(
      `${head}override:\n  no-secrets-in-code: { effort: large }\n`,
      'acme.yaml',
    );
    expect(
      document.checks.find(({ id }) => id === 'no-secrets-in-code'),
    ).toMatchObject({ blocker: true, exemptable: false, effort: 'large' });
  });

  it('applies files one after the other', () => {
    const first = `${head}override:\n  liveness-probe: { level: L1 }\n`;
    const second = `${head}override:\n  readiness-probe: { level: L1 }\n`;
    const { document } = parseRubrics([
      { text: first, file: 'a.yaml' },
      { text: second, file: 'b.yaml' },
    ]);
    expect(
      document.checks
        .filter(({ id }) => ['liveness-probe', 'readiness-probe'].includes(id))
        .map(({ level }) => level),
    ).toEqual(['L1', 'L1']);
  });

  it.each([
    [
      'a wrong level',
      'override:\n  liveness-probe:\n    level: L9\n',
      'acme.yaml:7: override.liveness-probe.level: ',
    ],
    [
      'an unknown check',
      'override:\n  nope: { off: true }\n',
      'acme.yaml:6: override.nope: there is no check nope to override',
    ],
    ['an unknown key', 'overides: {}\n', 'acme.yaml:5: overides: '],
    [
      'a CEL syntax error',
      'override:\n  runbooks:\n    passesWhen: { from: docs, some: "item.kind ==" }\n',
      'acme.yaml:7: override.runbooks.passesWhen.some: ',
    ],
    [
      'a field that facts lack',
      'override:\n  runbooks:\n    passesWhen: { from: docs, some: "item.knd == \'x\'" }\n',
      'acme.yaml:7: override.runbooks.passesWhen.some: item.knd is not a field of docs',
    ],
    [
      'a condition that is no truth value',
      'override:\n  runbooks:\n    passesWhen: { from: docs, some: "1 + 1" }\n',
      'is a int, but a condition is true or false',
    ],
    [
      'an unbounded pattern',
      'override:\n  runbooks:\n    passesWhen: { from: docs, some: "item.title.matches(\'(a+)+$\')" }\n',
      'matches() is not available',
    ],
    [
      'two quantifiers',
      'override:\n  runbooks:\n    passesWhen: { from: docs, some: "true", none: "true" }\n',
      'state one of some, every and none',
    ],
    ['YAML that does not parse', 'override: [\n', 'acme.yaml:'],
    [
      'a declaration for an unknown check',
      'declarations:\n  - { id: chart, title: Chart, when: { from: platform }, provides: [nope] }\n',
      'acme.yaml:6: declarations.0.provides: there is no check nope',
    ],
  ])('names file, line and key of %s', (_what, text, expected) => {
    const problems = problemsOf(`${head}${text}`);
    expect(problems.join('\n')).toContain(expected);
  });

  it('refuses an alias bomb instead of expanding it', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefghi'
        .split('')
        .map(
          (letter, i) =>
            `${letter}: &${letter} [${Array(9)
              .fill(`*${'abcdefgh'[i]}`)
              .join(',')}]`,
        ),
    ].join('\n');
    expect(() => parseRubric(bomb, 'bomb.yaml')).toThrow(RubricError);
  });
});
