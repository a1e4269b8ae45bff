import fc from 'fast-check';
import { factsOf, itemsOf } from '../../__testUtils__/factsOf';
import { dependencyCollector } from './dependencyCollector';

type Files = Record<string, string>;

const manifestsOf = async (
  files: Files,
  scope?: { path: string; name: string },
) =>
  (await itemsOf(dependencyCollector(), 'manifests', files, scope)).map(
    ({ at, dependencies, locked }) =>
      `${at} ${dependencies} ${locked ? 'locked' : 'open'}`,
  );

const node = { 'package.json': '{"dependencies":{"express":"^4"}}' };
const pom = (version: string) =>
  `<project><properties><v>${version}</v></properties><dependencies><dependency><groupId>a</groupId><artifactId>b</artifactId><version>\${v}</version></dependency></dependencies></project>`;

describe('dependencyCollector', () => {
  it('takes a pinned list for the lock of what stands beside it, if it has all of it', async () => {
    const pinned = { 'requirements.txt': 'flask==3.0.0\nclick==8.1.0\n' };
    const declares = (...names: string[]) => ({
      'pyproject.toml': `[project]\ndependencies = ${JSON.stringify(names)}\n`,
    });
    expect(await manifestsOf({ ...pinned, ...declares('flask>=3') })).toEqual([
      'requirements.txt:1 1 locked',
      'requirements.txt:1 2 locked',
    ]);
    expect(
      await manifestsOf({ ...pinned, ...declares('flask>=3', 'redis') }),
    ).toEqual(['pyproject.toml:1 2 open', 'requirements.txt:1 2 locked']);
  });

  it.each<[string, Files, string]>([
    [
      'npm',
      { ...node, 'package-lock.json': '{}' },
      'package-lock.json:1 1 locked',
    ],
    ['npm without a lock', node, 'package.json:1 1 open'],
    [
      'npm with an empty lock',
      { ...node, 'package-lock.json': '' },
      'package.json:1 1 open',
    ],
    [
      'npm with the lock of Python',
      { ...node, 'poetry.lock': 'x' },
      'package.json:1 1 open',
    ],
    [
      'pip with exact versions',
      {
        'requirements.txt':
          '# pins\nflask==3.0.0\nredis[hiredis]==5.0.1 # cache\n',
      },
      'requirements.txt:1 2 locked',
    ],
    [
      'pip with a range',
      { 'requirements.txt': 'flask==3.0.0\nredis>=5\n' },
      'requirements.txt:1 2 open',
    ],
    [
      'uv',
      {
        'pyproject.toml':
          '[project]\ndependencies = ["fastapi>=0.1", "redis"]\n',
        'uv.lock': 'x',
      },
      'uv.lock:1 2 locked',
    ],
    [
      'Go',
      {
        'go.mod': 'module x\n\nrequire github.com/a/b v1.0.0\n',
        'go.sum': 'x',
      },
      'go.sum:1 1 locked',
    ],
    [
      'Maven with fixed versions',
      { 'pom.xml': pom('1.0.0') },
      'pom.xml:1 1 locked',
    ],
    [
      'Maven with a SNAPSHOT',
      { 'pom.xml': pom('1.0.0-SNAPSHOT') },
      'pom.xml:1 1 open',
    ],
    ['Maven with a range', { 'pom.xml': pom('[1.0,2.0)') }, 'pom.xml:1 1 open'],
    [
      'Gradle',
      {
        'build.gradle.kts':
          'dependencies {\n  implementation("a.b:c:1.0")\n}\n',
      },
      'build.gradle.kts:1 1 open',
    ],
    [
      'Gradle with a lock',
      {
        'build.gradle': "dependencies {\n  implementation 'a.b:c:1.0'\n}\n",
        'gradle.lockfile': 'x',
      },
      'gradle.lockfile:1 1 locked',
    ],
    [
      'NuGet',
      {
        'A.csproj':
          '<Project><ItemGroup><PackageReference Include="Polly" Version="8.0.0" /></ItemGroup></Project>',
      },
      'A.csproj:1 1 open',
    ],
    [
      'NuGet with a lock',
      {
        'A.csproj':
          '<Project><ItemGroup><PackageReference Include="Polly" Version="8.0.0" /></ItemGroup></Project>',
        'packages.lock.json': '{}',
      },
      'packages.lock.json:1 1 locked',
    ],
    [
      'Bundler',
      { Gemfile: 'gem "rails", "~> 8"\n', 'Gemfile.lock': 'x' },
      'Gemfile.lock:1 1 locked',
    ],
    [
      'Cargo',
      { 'Cargo.toml': '[dependencies]\naxum = "0.7"\n', 'Cargo.lock': 'x' },
      'Cargo.lock:1 1 locked',
    ],
    [
      'Composer',
      { 'composer.json': '{"require":{"php":">=8","slim/slim":"^4"}}' },
      'composer.json:1 1 open',
    ],
  ])('reads %s', async (_, files, expected) => {
    expect(await manifestsOf(files)).toEqual([expected]);
  });

  it('takes the lock and the manifest of a workspace for a service in it', async () => {
    const scope = { path: 'services/orders', name: 'orders' };
    expect(
      await manifestsOf(
        {
          ...node,
          'yarn.lock': 'x',
          'services/orders/package.json': '{"dependencies":{"pg":"^8"}}',
          'services/orders/examples/package.json': '{"dependencies":{"x":"1"}}',
          'services/stock/package.json': '{"dependencies":{"pg":"^8"}}',
        },
        scope,
      ),
    ).toEqual(['yarn.lock:1 1 locked']);
    expect(await manifestsOf({ ...node, 'yarn.lock': 'x' }, scope)).toEqual([
      'yarn.lock:1 1 locked',
    ]);
    expect(await manifestsOf({ 'README.md': '# x' })).toEqual([]);
  });

  it.each<[string, Files, string[]]>([
    [
      'Dependabot',
      {
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n',
      },
      ['dependabot true'],
    ],
    [
      'Dependabot for another ecosystem',
      {
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: github-actions\n    directory: /\n',
      },
      ['dependabot false'],
    ],
    [
      'Dependabot for another folder',
      {
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /services/stock\n',
      },
      ['dependabot false'],
    ],
    [
      'Dependabot for folders by a pattern',
      {
        '.github/dependabot.yml':
          'version: 2\nupdates:\n  - package-ecosystem: npm\n    directories: ["/services/*"]\n',
      },
      ['dependabot true'],
    ],
    [
      'Renovate',
      { 'renovate.json': '{"extends":["config:recommended"]}' },
      ['renovate true'],
    ],
    [
      'Renovate in JSON5',
      {
        '.github/renovate.json5':
          "// keep\n{ extends: ['config:base'], packageRules: [{ enabled: false }] }",
      },
      ['renovate true'],
    ],
    [
      'Renovate with some managers',
      { 'renovate.json': '{"enabledManagers":["dockerfile"]}' },
      ['renovate false'],
    ],
    ['Renovate switched off', { 'renovate.json': '{"enabled":false}' }, []],
  ])('reads %s', async (_, files, expected) => {
    const items = await itemsOf(
      dependencyCollector(),
      'updaters',
      {
        ...files,
        'services/orders/package.json': '{"dependencies":{"pg":"^8"}}',
      },
      { path: 'services/orders', name: 'orders' },
    );
    expect(items.map(({ tool, covers }) => `${tool} ${covers}`)).toEqual(
      expected,
    );
  });

  it('answers for whatever a manifest holds', async () => {
    const names = [
      'package.json',
      'pom.xml',
      'pyproject.toml',
      'go.mod',
      'Gemfile',
      'build.gradle',
      'requirements.txt',
      'A.csproj',
      'Cargo.toml',
      'composer.json',
      'setup.py',
      'Pipfile',
      '.github/dependabot.yml',
      'renovate.json',
    ];
    const pieces = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      '"',
      '<',
      '>',
      '<dependency>',
      '=',
      '\n',
      'require',
      'gem "x"',
      '!!x',
      '&a',
      '*a',
      ': ',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...names),
        fc.array(fc.oneof(pieces, fc.string()), { maxLength: 60 }),
        async (path, parts) => {
          const facts = await factsOf(dependencyCollector(), {
            [path]: parts.join(''),
          });
          expect(
            facts.gaps.filter(({ reason }) => reason.includes('understood')),
          ).toEqual([]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('names what is declared, once, with the range that is asked for', async () => {
    const found = await itemsOf(dependencyCollector(), 'dependencies', {
      'package.json':
        '{\n"dependencies": {"@acme/telemetry": "^3.1.0"},\n"devDependencies": {"jest": "30", "@acme/telemetry": "*"}}',
      'requirements.txt': 'acme-telemetry[otel]==2.0.1\n',
    });
    expect(found).toEqual([
      {
        at: 'package.json:2',
        ecosystem: 'node',
        name: '@acme/telemetry',
        version: '^3.1.0',
        development: false,
      },
      {
        at: 'package.json:3',
        ecosystem: 'node',
        name: 'jest',
        version: '30',
        development: true,
      },
      {
        at: 'requirements.txt:1',
        ecosystem: 'python',
        name: 'acme-telemetry',
        version: '==2.0.1',
        development: false,
      },
    ]);
  });

  it('says when it names not all', async () => {
    const names = Array.from(
      { length: 1_001 },
      (_, index) => `"p${index}":"1"`,
    );
    const { collections, gaps } = await factsOf(dependencyCollector(), {
      'package.json': `{"dependencies":{${names.join(',')}}}`,
    });
    expect(collections.dependencies).toHaveLength(1_000);
    expect(gaps).toEqual([
      {
        collection: 'dependencies',
        reason: 'More than 1000 dependencies are declared.',
      },
    ]);
  });
});
