import { defaultLimits } from '../limits';
import { positionOf } from './Located';
import { parseYaml } from './parseYaml';
import { cpuTime } from '../../__testUtils__/cpuTime';

const parse = (text: string, limits = {}) =>
  parseYaml(text, { ...defaultLimits, ...limits }, line => ({
    path: 'a.yaml',
    line,
  }));

describe('parseYaml', () => {
  it('remembers where values stand, also those that an anchor brings', () => {
    const parsed = parse(
      'base: &base\n  cpu: 1\n  memory: 2\nuse:\n  <<: *base\n  memory: 3\nlist:\n  - a\n  - b\n---\nnext: 1\n',
    );
    if ('problem' in parsed) throw new Error(parsed.problem);
    const [first, second] = parsed.documents;
    const value = first.value as Record<string, unknown>;
    expect(value.use).toEqual({ memory: 3, cpu: 1 });
    expect(positionOf(value.use, 'cpu')?.line).toBe(2);
    expect(positionOf(value.use, 'memory')?.line).toBe(6);
    expect(positionOf(value.list, 1)?.line).toBe(9);
    expect(second.position.line).toBe(11);
  });

  it.each([
    ['flow', '['.repeat(100_000)],
    ['sequences', '- '.repeat(100_000)],
    ['keys', '? '.repeat(100_000)],
    ['mappings', '{a: '.repeat(100_000)],
    [
      'indentation',
      Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    ],
  ])('refuses deep nesting by %s before parsing it', (_, text) => {
    expect(parse(text)).toMatchObject({
      problem: 'nests deeper than 100 levels',
    });
  });

  it.each(['&a ', '!a ', ']', '*a ', '- a: b: c\n', '[,', '\t', '"', '%', ':'])(
    'answers in time when it is full of %j',
    text => {
      const started = cpuTime();
      expect(parse(text.repeat(40_000))).toBeDefined();
      expect(cpuTime() - started).toBeLessThan(4_000);
    },
  );

  it('stops an alias bomb at the number of values', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++) {
      lines.push(`a${i}: &a${i} [${`*a${i - 1}, `.repeat(10)}]`);
    }
    expect(parse(lines.join('\n'))).toEqual({
      problem: 'expands to more than 200000 values',
    });
  });

  it('reports what is not YAML with its line', () => {
    expect(parse('a: 1\nb: [1\nc: 2\n')).toMatchObject({
      problem: expect.stringMatching(/^is not valid YAML/),
      line: expect.any(Number),
    });
  });

  it('counts documents', () => {
    expect(parse('a: 1\n---\n'.repeat(5), { yamlDocuments: 3 })).toEqual({
      problem: 'holds more than 3 documents',
    });
  });
});
