import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runForeground } from './commands.mjs';
import { Failure } from './failure.mjs';
import { prepare } from './install.mjs';
import { root, shown } from './layout.mjs';
import { createProgress } from './progress.mjs';
import { ensurePrometheus, withFolders } from './prometheus.mjs';

const bin = path => join(root, 'node_modules', path);
const BACKSTAGE = bin('@backstage/cli/bin/backstage-cli');
const TYPESCRIPT = bin('typescript/bin/tsc');
const FORMATTED = [
  '{packages,plugins,scripts,test}/**/*.{js,cjs,mjs,ts,tsx}',
  '*.{js,json}',
];

/** The steps of each tool: Node programs with their arguments, run one after the other. */
const TOOLS = {
  readiness: args => [[join(root, 'packages/cli/bin/readiness'), ...args]],
  'golden-path': args => [
    [
      join(
        root,
        'plugins/scaffolder-backend-module-golden-paths/bin/golden-path',
      ),
      ...args,
    ],
  ],
  lint: args => [
    [BACKSTAGE, 'repo', 'lint', '--max-warnings', '0', ...args],
    [bin('prettier/bin-prettier.js'), '--check', ...FORMATTED],
  ],
  tsc: args => [[TYPESCRIPT, ...args]],
  // The packages' type declarations are bundled from what the type check writes.
  build: args => [[TYPESCRIPT], [BACKSTAGE, 'repo', 'build', '--all', ...args]],
  'bench:evidence': args => [
    [join(root, 'test/bench/evidence/run.mjs'), ...args],
  ],
  'bench:service': args => [
    [join(root, 'test/bench/service/run.cjs'), ...args],
  ],
  // With arguments only what they choose of the matrix, without them also what runs the generated services.
  'test:golden-paths': args => [
    [join(root, 'test/golden-paths/matrix/run.cjs'), ...args],
    ...(args.length > 0
      ? []
      : [
          [
            bin('jest/bin/jest.js'),
            ...['--config', 'test/jest.config.js', '--runInBand'],
            'golden-paths',
          ],
        ]),
  ],
  // Those that npm test runs too, and those that take minutes.
  'test:faults': args => [
    [
      bin('jest/bin/jest.js'),
      ...['--config', 'test/jest.config.js', '--runInBand', 'faults', ...args],
    ],
  ],
  'api-reports': args => [
    [TYPESCRIPT],
    [
      bin('@backstage/repo-tools/bin/backstage-repo-tools'),
      'api-reports',
      // Types that an exported one is made of need not be exported themselves.
      ...[
        '--omit-messages',
        'ae-forgotten-export,ae-undocumented,ae-wrong-input-file-type',
      ],
      // The tests are a package for the linter only.
      ...['--exclude', 'test'],
      ...args,
    ],
  ],
};
/** What a tool is told by its environment. */
const VARIABLES = {
  'test:golden-paths': { CI: 'true', GOLDENPATH_THOROUGH: '1' },
  'test:faults': { CI: 'true', GOLDENPATH_FAULTS: '1' },
};
/** What a tool finds beside the packages, with the folders that it is searched in. */
const PREPARES = { 'test:golden-paths': ensurePrometheus };
/** What users call from a folder of their own. */
const IN_USERS_FOLDER = ['readiness', 'golden-path'];

/**
 * Runs a tool of the repository with the right Node: its output and its exit code are the tool's own, what
 * is installed first is told on stderr.
 */
export async function runTool([name, ...args], env) {
  if (!Object.hasOwn(TOOLS, name ?? '')) {
    throw new Failure(`There is no tool ${name}: ${Object.keys(TOOLS)}.`);
  }
  const progress = createProgress(process.stderr);
  const node = await prepare(progress, env);
  const { folders = [] } = (await PREPARES[name]?.(progress, env)) ?? {};
  const inUsersFolder = IN_USERS_FOLDER.includes(name);
  const cwd = inUsersFolder ? env.INIT_CWD ?? process.cwd() : root;
  for (const [program, ...rest] of TOOLS[name](args)) {
    if (!existsSync(program)) {
      throw new Failure(`${shown(program)} is missing.`);
    }
    const options = {
      cwd,
      env: {
        ...withFolders(node.environment(env), folders),
        ...VARIABLES[name],
      },
    };
    const code = await runForeground(node.path, [program, ...rest], options);
    if (code !== 0) return code;
  }
  return 0;
}
