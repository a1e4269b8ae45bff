import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { importsOf } from '../../../syntax/imports';
import { lex } from '../../../syntax/lex';
import { Syntax } from '../../../syntax/Syntax';
import { Tokens } from '../../../syntax/Tokens';
import { folderOf, Manifest } from '../../dependencies/Manifest';
import { EcosystemIndex } from '../EcosystemIndex';

type CodeFact = FactOf<'code'>;

/** A test file that asserts something. */
export interface TestFile {
  path: string;
  line: number;
  ecosystem: string;
  framework: string;
  imports: string[];
  /** The package with which it injects faults. */
  faults?: string;
}

const shared = new Tokens();

const frameworks = [
  'vitest',
  'jest',
  '@jest/globals',
  'mocha',
  'ava',
  'node:test',
  'tap',
  '@playwright/test',
  'pytest',
  'unittest',
  'testing',
  'org.junit',
  'io.kotest',
  'org.testng',
  'spock',
  'Xunit',
  'NUnit',
  'Microsoft.VisualStudio.TestTools',
  'minitest',
  'rspec',
  'PHPUnit',
];

const usual: Record<string, string> = {
  node: 'the test runner of package.json',
  python: 'pytest',
  go: 'go test',
  java: 'JUnit',
  dotnet: 'dotnet test',
  ruby: 'RSpec or Minitest',
  php: 'PHPUnit',
  rust: 'cargo test',
};

/** What a test file asserts; undefined where it asserts nothing. */
export function readTest(
  path: string,
  source: string,
  syntax: Syntax,
  index: EcosystemIndex,
): TestFile | undefined {
  const tokens = lex(source, syntax, shared);
  const [assertion] = index.tests.search(tokens);
  if (!assertion) return undefined;
  const imports = importsOf(tokens).map(({ specifier }) => specifier);
  const framework = frameworks.find(name =>
    imports.some(specifier => specifier.startsWith(name)),
  );
  const { ecosystem } = index.data;
  return {
    path,
    line: tokens.line[assertion.from],
    ecosystem,
    framework: framework ?? usual[ecosystem] ?? ecosystem,
    faults: index.data.faults?.find(name =>
      imports.some(specifier => specifier.startsWith(name)),
    ),
    imports: imports.map(specifier => Buffer.from(specifier).toString()),
  };
}

const maxTests = 20;

/** Whether a test file speaks of a package that injects faults. */
export function mayInjectFaults(text: string, index: EcosystemIndex): boolean {
  return (
    index.data.faults?.some(name =>
      text.includes(name.slice(name.lastIndexOf('/') + 1)),
    ) ?? false
  );
}

/** The tests that inject faults. */
export function faultTests(tests: readonly TestFile[]): CodeFact[] {
  return tests.flatMap(({ path, line, ecosystem, faults }) =>
    faults
      ? [
          {
            source: { path, line },
            capability: 'chaos-test' as const,
            by: 'library' as const,
            name: faults,
            ecosystem,
            facets: [],
          },
        ]
      : [],
  );
}

/** Whether a test runs more than a unit: it shows tests, but the others show them better. */
function isWide(path: string): boolean {
  return /(?:e2e|functional|integration|acceptance|smoke|contract)/i.test(path);
}

/** The test files that assert something about production code. */
export function unitTests(
  tests: readonly TestFile[],
  production: readonly string[],
  manifests: readonly Manifest[],
): CodeFact[] {
  const folders = new Set(production.map(folderOf));
  const roots = new Set(
    production.flatMap(path =>
      path.split('/').map(part => part.replace(/\.\w+$/, '')),
    ),
  );
  const modules = manifests.flatMap(({ module }) => (module ? [module] : []));
  const concerns = ({ path, ecosystem, imports }: TestFile): boolean => {
    switch (ecosystem) {
      case 'node':
        return imports.some(
          specifier =>
            specifier.startsWith('.') ||
            /^[@~#]\//.test(specifier) ||
            roots.has(specifier.split('/')[0]) ||
            modules.includes(specifier),
        );
      case 'python':
        return imports.some(
          specifier =>
            (specifier.startsWith('.') && specifier.length > 1) ||
            roots.has(specifier.split('.')[0]),
        );
      case 'go':
        return (
          folders.has(folderOf(path)) ||
          imports.some(specifier =>
            modules.some(module => specifier.startsWith(module)),
          )
        );
      default:
        return production.length > 0;
    }
  };
  const about = tests.filter(concerns);
  return [
    ...about.filter(({ path }) => !isWide(path)),
    ...about.filter(({ path }) => isWide(path)),
  ]
    .slice(0, maxTests)
    .map(({ path, line, framework, ecosystem }) => ({
      source: { path, line },
      capability: 'unit-test' as const,
      by: 'library' as const,
      name: framework,
      ecosystem,
      facets: [],
    }));
}
