import {
  collectFacts,
  MemoryTree,
} from '@goldenpath/backstage-plugin-production-readiness-node';
import { basisCollector } from './basisCollector';
import { matchesPath } from './matchesPath';

describe('a watched path', () => {
  it.each([
    ['drills/**', 'drills/2026/restore.md', true],
    ['drills/**', 'docs/drills/restore.md', false],
    ['**/restore.*', 'drills/2026/restore.md', true],
    ['**/restore.*', 'restore.md', true],
    ['docs/*.md', 'docs/a.md', true],
    ['docs/*.md', 'docs/a/b.md', false],
    ['docs/a.md', 'docs/a.md', true],
    ['docs/a.md', 'docs/axmd', false],
    ['**/*/**/x', 'a/b/c/x', true],
  ])('%s matches %s: %s', (pattern, path, expected) => {
    expect(matchesPath(pattern, path)).toBe(expected);
  });

  it('is compared quickly, whatever the pattern', () => {
    const started = performance.now();
    expect(matchesPath(`${'*a'.repeat(99)}b`, 'a'.repeat(4_000))).toBe(false);
    expect(performance.now() - started).toBeLessThan(500);
  });
});

describe('the version of a service', () => {
  const versionOf = async (files: Record<string, string>, path = '') => {
    const { collections } = await collectFacts(
      MemoryTree.of(files),
      { path, name: 'orders' },
      { collectors: [basisCollector([])] },
    );
    return collections.releases[0]?.version;
  };

  it.each([
    ['package.json', '{"version":"1.2.3-rc.1"}', '1.2.3'],
    [
      'pyproject.toml',
      '[tool.x]\nversion="9"\n[project]\nversion = "2.0"',
      '2.0',
    ],
    ['Cargo.toml', '[package]\nversion = "0.4.1"\n', '0.4.1'],
    ['build.gradle.kts', 'group = "x"\nversion = "3.1"\n', '3.1'],
    [
      'pom.xml',
      '<project>\n<parent>\n<version>7.0</version>\n</parent>\n<version>4.5</version>\n',
      '4.5',
    ],
    [
      'pom.xml',
      '<project>\n<dependencies>\n<version>7.0</version>\n',
      undefined,
    ],
    ['VERSION', 'v5.0.0\n', '5.0.0'],
    ['package.json', '{"version":"workspace"}', undefined],
  ])('in %s: %s is %s', async (file, text, expected) => {
    expect(await versionOf({ [file]: text })).toBe(expected);
  });

  it('is that of its folder in a monorepo', async () => {
    const files = {
      'package.json': '{"version":"9.0.0"}',
      'services/orders/package.json': '{"version":"1.0.0"}',
    };
    expect(await versionOf(files, 'services/orders')).toBe('1.0.0');
  });
});
