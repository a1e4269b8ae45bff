import {
  Level,
  levels,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Command, Option } from 'commander';
import { compareWith, readBaseline } from '../check/baseline';
import { checkService } from '../check/checkService';
import { unmetDemands } from '../check/demands';
import { Format, formatReport, formats } from '../formats/formatReport';
import { resolve } from 'node:path';
import { printable } from '../terminal/printable';
import { Terminal } from '../terminal/Terminal';
import { outputOption, rubricOption } from './options';
import { writeResult } from './writeResult';
import { Exit } from './Exit';

interface CheckOptions {
  service?: string;
  name?: string;
  format: Format;
  minLevel?: Level;
  failOn?: 'blocker';
  baseline?: string;
  rubric: string[];
  output?: string;
  verbose: boolean;
  config: boolean;
}

export function addCheckCommand(
  program: Command,
  terminal: Terminal,
  exit: Exit,
): void {
  program
    .command('check')
    .summary('checks the service in a repository')
    .description(
      'Checks the service in a repository. Exit code 0: satisfied, 1: below what was asked, 2: input that cannot be used.',
    )
    .argument('[path]', 'folder of the repository', '.')
    .option('--service <path>', 'folder of the service inside the repository')
    .option(
      '--name <name>',
      'name of the service in images, workloads and charts (default: as in catalog-info.yaml, else the folder)',
    )
    .addOption(
      new Option('--format <format>', 'what to print')
        .choices(formats)
        .default('pretty'),
    )
    .addOption(
      new Option('--min-level <level>', 'fail below this level').choices(
        levels,
      ),
    )
    .addOption(
      new Option('--fail-on <what>', 'fail while a blocker is open').choices([
        'blocker',
      ]),
    )
    .option(
      '--baseline <file>',
      'fail when something got worse since this JSON report',
    )
    .addOption(rubricOption())
    .addOption(outputOption())
    .option('--verbose', 'show every result with its evidence', false)
    .option('--no-config', 'ignore .readiness.yaml')
    .action(async (path: string, options: CheckOptions) => {
      exit(await check(path, options, terminal));
    });
}

async function check(
  path: string,
  options: CheckOptions,
  terminal: Terminal,
): Promise<number> {
  const { baseline: file, format, minLevel, failOn } = options;
  const baseline =
    file === undefined
      ? undefined
      : readBaseline(resolve(terminal.cwd, file), file);
  const report = await checkService(path, options, terminal.cwd);
  if (baseline) {
    report.comparison = compareWith(baseline, report.scorecard);
  }
  const text = formatReport(format, report, {
    terminal:
      options.output === undefined ? terminal : { ...terminal, color: false },
    verbose: options.verbose,
    minLevel,
  });
  writeResult(text, options.output, terminal);
  const unmet = unmetDemands(report, { minLevel, failOn });
  for (const sentence of unmet) {
    terminal.error(`readiness: ${printable(sentence)}`);
  }
  return unmet.length === 0 ? 0 : 1;
}
