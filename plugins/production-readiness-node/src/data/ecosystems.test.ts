import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compilePattern } from '../syntax/pattern';
import { ecosystemSchema } from './EcosystemData';
import { ecosystems } from './ecosystems';

const files = readdirSync(__dirname)
  .filter(name => name.endsWith('.yaml'))
  .sort();

const patternFields = new Set([
  'uses',
  'unless',
  'find',
  'with',
  'without',
  'file',
  'notFile',
  'timeout',
  'near',
  'memory',
  'anywhere',
  'drains',
  'cleans-up',
  'checks-dependency',
  'assertions',
]);

function patternsOf(value: unknown, field = ''): string[] {
  if (typeof value === 'string') return patternFields.has(field) ? [value] : [];
  if (Array.isArray(value))
    return value.flatMap(item => patternsOf(item, field));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    patternsOf(inner, key),
  );
}

describe('ecosystems', () => {
  it('are what the YAML files say; run scripts/generate-data.mjs after changing one', () => {
    const written = files.map(name =>
      ecosystemSchema.parse(parse(readFileSync(join(__dirname, name), 'utf8'))),
    );
    expect(ecosystems.map(entry => ecosystemSchema.parse(entry))).toEqual(
      written,
    );
    expect(JSON.parse(JSON.stringify(ecosystems))).toEqual(
      JSON.parse(JSON.stringify(written)),
    );
  });

  it.each(files)('have patterns in %s that can be searched for', name => {
    const data = parse(readFileSync(join(__dirname, name), 'utf8'));
    const patterns = patternsOf(data);
    // What has no language is told by its configuration.
    expect(patterns.length).toBeGreaterThan(data.syntaxes.length > 0 ? 5 : -1);
    for (const pattern of patterns)
      expect(() => compilePattern(pattern)).not.toThrow();
  });

  it('refuse a field that the schema does not know', () => {
    expect(() =>
      ecosystemSchema.parse({
        ecosystem: 'x',
        syntaxes: [],
        libraries: [{ package: 'a', gives: 'loging' }],
      }),
    ).toThrow(/loging|Invalid option/);
  });
});
