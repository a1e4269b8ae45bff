import { FactOf } from '@goldenpath/backstage-plugin-production-readiness-common';
import { SourceFile } from '../../../repository/SourceFile';
import { Manifest, nameOf } from '../../dependencies/Manifest';

type CodeFact = FactOf<'code'>;

/** Files that hold, or imply, the command that runs the tests. */
const configurations: Record<string, [ecosystem: string, command: string]> = {
  'pytest.ini': ['python', 'pytest'],
  'tox.ini': ['python', 'tox'],
  'noxfile.py': ['python', 'nox'],
  '.rspec': ['ruby', 'rspec'],
  Rakefile: ['ruby', 'rake test'],
  'phpunit.xml': ['php', 'phpunit'],
  'phpunit.xml.dist': ['php', 'phpunit'],
};

const runners = [
  'pytest',
  'python -m unittest',
  'manage.py test',
  'npm test',
  'npm run test',
  'yarn test',
  'pnpm test',
  'jest',
  'vitest',
  'mocha',
  'go test',
  'gotestsum',
  'mvn test',
  'mvn verify',
  'mvnw test',
  'mvnw verify',
  'gradle test',
  'gradlew test',
  'gradlew check',
  'dotnet test',
  'rspec',
  'rails test',
  'rake test',
  'phpunit',
  'cargo test',
  'tox',
  'nox',
];

/** Whether a file may hold a command that runs tests. */
export function mayRunTests(path: string): boolean {
  const name = nameOf(path);
  return (
    name in configurations ||
    name === 'Makefile' ||
    name === 'makefile' ||
    name === 'GNUmakefile' ||
    name === 'justfile' ||
    name === 'Justfile' ||
    name === 'Taskfile.yml' ||
    name === 'Taskfile.yaml' ||
    name === 'setup.cfg' ||
    name.endsWith('.sh')
  );
}

function fact(
  path: string,
  line: number,
  ecosystem: string,
  name: string,
): CodeFact {
  return {
    source: { path, line },
    capability: 'test-command',
    by: 'configuration',
    name,
    ecosystem,
    facets: [],
  };
}

/** The command that a file gives, or that goes without saying where the file stands. */
export function testCommandOf(file: SourceFile): CodeFact | undefined {
  const name = nameOf(file.path);
  const known = configurations[name];
  if (known) return fact(file.path, 1, ...known);
  if (name === 'setup.cfg') {
    const at = file.lines.findIndex(line => line.startsWith('[tool:pytest]'));
    return at < 0 ? undefined : fact(file.path, at + 1, 'python', 'pytest');
  }
  if (!runners.some(runner => file.text.includes(runner))) return undefined;
  for (let at = 0; at < file.lines.length; at += 1) {
    const line = file.lines[at].trim();
    if (line.startsWith('#') || line.length > 1_000) continue;
    const runner = runners.find(command => line.includes(command));
    const installs = /install|add |echo |apt|apk/.test(line);
    if (runner && !installs) return fact(file.path, at + 1, 'shell', runner);
  }
  return undefined;
}

/** The commands that a manifest gives, or that its ecosystem's toolchain brings along. */
export function testCommandsOf(manifest: Manifest): CodeFact[] {
  const { path, ecosystem, scripts, dependencies } = manifest;
  const given = scripts
    .filter(({ name, command }) => isTestScript(name, command))
    .map(({ name, line }) => fact(path, line, ecosystem, `script ${name}`));
  if (given.length > 0) return given;
  const declared = (...names: string[]) =>
    dependencies.find(({ name }) => names.includes(name));
  switch (ecosystem) {
    case 'go':
      return [fact(path, 1, ecosystem, 'go test')];
    case 'rust':
      return [fact(path, 1, ecosystem, 'cargo test')];
    case 'java':
      if (path.endsWith('.toml')) return [];
      return [
        fact(
          path,
          1,
          ecosystem,
          path.endsWith('pom.xml') ? 'mvn test' : 'gradle test',
        ),
      ];
    case 'python': {
      const pytest = declared('pytest', 'nose2');
      return pytest ? [fact(path, pytest.line, ecosystem, 'pytest')] : [];
    }
    case 'dotnet': {
      const sdk = declared('Microsoft.NET.Test.Sdk', 'xunit.v3');
      return sdk ? [fact(path, sdk.line, ecosystem, 'dotnet test')] : [];
    }
    case 'ruby': {
      const gem = declared('rspec', 'rspec-rails', 'minitest', 'rails');
      return gem
        ? [fact(path, gem.line, ecosystem, `the ${gem.name} runner`)]
        : [];
    }
    case 'php': {
      const phpunit = declared('phpunit/phpunit', 'pestphp/pest');
      return phpunit ? [fact(path, phpunit.line, ecosystem, 'phpunit')] : [];
    }
    default:
      return [];
  }
}

function isTestScript(name: string, command: string): boolean {
  return (
    (name === 'test' || name.startsWith('test:') || name.startsWith('test-')) &&
    command.trim() !== '' &&
    !command.includes('no test specified') &&
    !/^(echo|exit|true)\b[^&|;]*$/.test(command.trim().slice(0, 200))
  );
}
