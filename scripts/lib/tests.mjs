import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { join } from 'node:path';
import { ensureBrowser } from './browser.mjs';
import { ensureBundle } from './bundle.mjs';
import { prepare } from './install.mjs';
import { local, root } from './layout.mjs';
import { createProgress } from './progress.mjs';
import { ensurePrometheus, withFolders } from './prometheus.mjs';
import { runForeground } from './commands.mjs';

/** A worker holds up to about this much memory, in bytes. */
const WORKER_MEMORY = 3 * 1024 ** 3;
const MAX_WORKERS = 4;
/** For one test, in milliseconds: many run git, a database or a whole backend, on machines that do other things too. */
const TEST_TIMEOUT = 60_000;

/**
 * `npm test`: installs what is missing and runs the tests of the packages, then those in test/. Arguments
 * go to jest, so that `npm test -- PATTERN` runs the matching files.
 */
export async function runTests(args, env) {
  const progress = createProgress(process.stdout);
  const node = await prepare(progress, env);
  await ensureBundle(progress, node, env);
  const browser = await ensureBrowser(progress, env);
  const prometheus = await ensurePrometheus(progress, env);
  const environment = {
    ...withFolders(node.environment(env), prometheus.folders),
    CI: 'true',
    GOLDENPATH_PROMETHEUS: prometheus.path ?? '',
    GOLDENPATH_PROMETHEUS_MISSING: prometheus.missing ?? '',
    GOLDENPATH_CHROMIUM: browser.path ?? '',
    GOLDENPATH_CHROMIUM_MISSING: browser.missing ?? '',
  };
  const results = join(local, 'tests');
  rmSync(results, { recursive: true, force: true });
  mkdirSync(results, { recursive: true });

  const parts = [
    {
      name: 'packages',
      command: [
        'node_modules/@backstage/cli/bin/backstage-cli',
        ...['repo', 'test', `--maxWorkers=${workers()}`],
      ],
    },
    {
      name: 'test',
      command: [
        'node_modules/jest/bin/jest.js',
        ...['--config', 'test/jest.config.js', '--runInBand'],
      ],
    },
  ];
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { name, command } of parts) {
    const output = join(results, `${name}.json`);
    const [program, ...rest] = command;
    const code = await runForeground(
      node.path,
      [
        join(root, program),
        ...rest,
        '--passWithNoTests',
        `--testTimeout=${TEST_TIMEOUT}`,
        '--json',
        `--outputFile=${output}`,
        ...args,
      ],
      { cwd: root, env: environment },
    );
    const counts = readCounts(output, code);
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  process.stdout.write(`\n${summarise(total)}\n`);
  return total.failed === 0 ? 0 : 1;
}

/** `N passed, N failed`, and the skipped ones where there are any. */
export function summarise({ passed, failed, skipped }) {
  const line = `${passed} passed, ${failed} failed`;
  return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}

/**
 * Counts of one jest run. A file that could not run counts as a failed test, and so does a run that ended
 * badly with no failed test in its report.
 */
export function readCounts(file, code) {
  let report;
  try {
    report = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
  }
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function workers() {
  const byMemory = Math.floor(totalmem() / WORKER_MEMORY);
  return Math.max(1, Math.min(availableParallelism(), byMemory, MAX_WORKERS));
}
