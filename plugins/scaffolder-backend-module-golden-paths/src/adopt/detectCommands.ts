import { z } from 'zod';
import { readText } from './readText';

/** How a repository is worked on. */
export interface DetectedCommands {
  packageManager: string | undefined;
  /** Commands of the runtime profile that are other ones here. */
  commands: Record<string, string>;
  remarks: string[];
}

const manifestSchema = z.looseObject({
  scripts: z.record(z.string(), z.string()).default({}),
});

/** The commands that a repository has, from its manifest and its Makefile. */
export async function detectCommands(
  directory: string,
  runtime: 'node' | 'python' | undefined,
): Promise<DetectedCommands> {
  switch (runtime) {
    case 'node':
      return nodeCommands(directory);
    case 'python':
      return pythonCommands(directory);
    default:
      return { packageManager: undefined, commands: {}, remarks: [] };
  }
}

const scripts = {
  lint: 'lint',
  typecheck: 'typecheck',
  coverage: 'test:coverage',
  build: 'build',
  dev: 'dev',
} as const;

async function nodeCommands(directory: string): Promise<DetectedCommands> {
  const packageManager = await findPackageManager(directory);
  const own = await readScripts(directory);
  const missing = Object.values(scripts).filter(name => !(name in own));
  const commands = Object.fromEntries(
    Object.entries(scripts)
      .filter(([, name]) => !(name in own))
      .map(([command, name]) => [
        command,
        command === 'coverage' ? 'npm test' : `npm run ${name} --if-present`,
      ]),
  );
  return {
    packageManager,
    commands,
    remarks:
      missing.length > 0
        ? [
            `package.json has no script ${missing
              .map(name => `\`${name}\``)
              .join(
                ', ',
              )}: a pipeline passes over what is missing, until it is there.`,
          ]
        : [],
  };
}

const lockFiles = {
  npm: 'package-lock.json',
  yarn: 'yarn.lock',
  pnpm: 'pnpm-lock.yaml',
};

async function findPackageManager(
  directory: string,
): Promise<string | undefined> {
  for (const [name, file] of Object.entries(lockFiles)) {
    if ((await readText(directory, file)) !== undefined) {
      return name;
    }
  }
  return undefined;
}

async function readScripts(directory: string): Promise<Record<string, string>> {
  try {
    const text = (await readText(directory, 'package.json')) ?? '{}';
    return manifestSchema.parse(JSON.parse(text)).scripts;
  } catch {
    return {};
  }
}

const targets = {
  install:
    'uv pip install --system --requirement requirements.txt --requirement requirements-dev.txt',
  lint: 'python -m compileall -q .',
  typecheck: 'python -m compileall -q .',
  test: 'python -m pytest',
  coverage: 'python -m pytest',
  build: 'python -m compileall -q .',
  audit: 'uvx pip-audit --requirement requirements.txt',
} as const;
const targetNames: Record<string, string> = { coverage: 'test-coverage' };

async function pythonCommands(directory: string): Promise<DetectedCommands> {
  const makefile = (await readText(directory, 'Makefile')) ?? '';
  const own = new Set(
    [...makefile.matchAll(/^([a-z][a-z0-9-]{0,40})[ \t]{0,9}:/gm)].map(
      ([, name]) => name,
    ),
  );
  const requirements = await readText(directory, 'requirements.txt');
  const development = await readText(directory, 'requirements-dev.txt');
  const missing = Object.entries(targets).filter(
    ([command]) => !own.has(targetNames[command] ?? command),
  );
  return {
    packageManager: requirements === undefined ? undefined : 'pip',
    commands: Object.fromEntries(
      missing.map(([command, text]) => [
        command,
        development === undefined
          ? text.replace(' --requirement requirements-dev.txt', '')
          : text,
      ]),
    ),
    remarks: missing.some(([command]) => command === 'lint')
      ? [
          'The Makefile has no target `lint`: until it has one, a pipeline only compiles the sources.',
        ]
      : [],
  };
}
