import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { TemplateLibrary } from '@goldenpath/backstage-plugin-scaffolder-backend-module-golden-paths';
import { Combinations, composeCombinations } from './composeCombinations';
import { findFaults } from './findFaults';
import { formatTable } from './formatTable';
import { ResultCache } from './ResultCache';
import { Cell, runMatrix } from './runMatrix';
import * as validators from './validators';

const templates = resolve(__dirname, '../../../templates');

/**
 * Composes every path with every pair of its options and holds what comes out against every validator. Prints a table
 * and the problems; exits with 1 when there are any.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean' },
      /** Only the defaults, everything on, and hostile texts. */
      small: { type: 'boolean' },
      path: { type: 'string', multiple: true },
      validator: { type: 'string', multiple: true },
      json: { type: 'boolean' },
      /** Makes faults, and tells what is said of each. */
      faults: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(usage());
    return 0;
  }
  const library = await TemplateLibrary.fromDirectory(templates);
  for (const { message } of [...library.brokenBlocks, ...library.brokenPaths]) {
    throw new Error(message);
  }
  if (values.faults) {
    const all = Object.values(validators);
    const found = await findFaults(library, everythingOf, all);
    process.stdout.write(`${JSON.stringify(found)}\n`);
    return 0;
  }
  const paths = library.paths.filter(
    ({ name }) => values.path?.includes(name) ?? true,
  );
  const combinations = paths.map(({ name }) => {
    const all = composeCombinations(library, name, everythingOf(name));
    if (!values.small) return all;
    const named = all.services.filter(({ label }) => !label.startsWith('{'));
    return { ...all, services: named };
  });
  const chosen = Object.values(validators).filter(
    ({ name }) => values.validator?.includes(name) ?? true,
  );
  const cache = ResultCache.create();
  const tell = values.json ? () => {} : tellProgress;
  const cells = await runMatrix(combinations, chosen, cache, tell);
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ pairs: pairsOf(combinations), cells })}\n`
      : formatTable(combinations, chosen, cells, cache.size),
  );
  return cells.some(({ problems }) => problems.length > 0) ? 1 : 0;
}

/** On stderr, so that the table stands alone on stdout. */
function tellProgress(cell: Cell, seconds: number): void {
  const { path, validator, combinations, missing, problems } = cell;
  if (combinations === 0 && !missing) return;
  const faults = `${problems.length} problems`;
  const found = problems.length > 0 ? faults : 'nothing to complain of';
  process.stderr.write(
    `${path}: ${validator}, ${missing ?? found} (${Math.round(seconds)} s)\n`,
  );
}

function usage(): string {
  const names = Object.values(validators).map(({ name }) => `"${name}"`);
  return `npm run test:golden-paths [-- OPTIONS]

  --path NAME       only this golden path; can be given more than once
  --validator NAME  only this one of: ${names.join(', ')}
  --small           only the defaults, everything on, and hostile texts
  --json            the results instead of the table
  --faults          makes faults, and tells what is said of each

Any of them runs the matrix alone; without them, what is generated is run as well.
`;
}

function pairsOf(combinations: Combinations[]) {
  return combinations.map(({ path, covered, refused, services }) => ({
    path,
    covered,
    refused,
    services: services.length,
  }));
}

function everythingOf(path: string) {
  const file = join(__dirname, '..', `${path}-everything.values.json`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

main().then(
  code => {
    process.exitCode = code;
  },
  error => {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  },
);
