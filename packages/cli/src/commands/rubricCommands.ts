import {
  levels,
  rubricJsonSchema,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { Command, Option } from 'commander';
import { stringify } from 'yaml';
import { diffLines } from '../rubric/diffLines';
import { diffRubrics } from '../rubric/diffRubrics';
import { findExamples } from '../rubric/examples';
import { loadRubric } from '../rubric/loadRubric';
import { rubricPage } from '../rubric/rubricPage';
import { Terminal } from '../terminal/Terminal';
import { outputOption, rubricOption } from './options';
import { writeResult } from './writeResult';

const shipped = 'default';

export function addRubricCommands(program: Command, terminal: Terminal): void {
  const rubric = program
    .command('rubric')
    .description('Reads, checks and compares rubrics.');

  rubric
    .command('validate')
    .description('Checks a rubric: schema, references and conditions.')
    .argument('<files...>', 'rubric files, each applied to the ones before it')
    .action((files: string[]) => validate(files, terminal));

  rubric
    .command('diff')
    .description('Tells what changed between two rubrics.')
    .argument('<a>', `rubric file, or "${shipped}" for the default rubric`)
    .argument('<b>', 'the same, for the newer one')
    .addOption(
      new Option('--format <format>', 'what to print')
        .choices(['pretty', 'json'])
        .default('pretty'),
    )
    .action((a: string, b: string, { format }: { format: string }) => {
      const [from, to] = [a, b].map(file =>
        loadRubric(file === shipped ? [] : [file], terminal.cwd),
      );
      const difference = diffRubrics(from, to);
      terminal.out(
        format === 'json'
          ? `${JSON.stringify(difference, undefined, 2)}\n`
          : `${diffLines(difference, terminal).join('\n')}\n`,
      );
    });

  rubric
    .command('show')
    .description('Prints the rubric in force, with its extensions applied.')
    .addOption(
      new Option('--format <format>', 'what to print')
        .choices(['yaml', 'json', 'markdown'])
        .default('yaml'),
    )
    .addOption(rubricOption())
    .addOption(outputOption())
    .action((options: ShowOptions) => show(options, terminal));

  rubric
    .command('schema')
    .description('Prints the JSON Schema of rubric files.')
    .addOption(outputOption())
    .action(({ output }: { output?: string }) =>
      writeResult(
        `${JSON.stringify(rubricJsonSchema(), undefined, 2)}\n`,
        output,
        terminal,
      ),
    );
}

function validate(files: string[], terminal: Terminal): void {
  const { document, hash } = loadRubric(files, terminal.cwd);
  const counts = levels.map(
    level =>
      `${level} ${
        document.checks.filter(check => check.level === level).length
      }`,
  );
  terminal.out(
    `${document.name} ${document.version} is valid: ${
      document.checks.length
    } checks (${counts.join(', ')}), hash ${hash.slice(0, 12)}.\n`,
  );
}

interface ShowOptions {
  format: 'yaml' | 'json' | 'markdown';
  rubric: string[];
  output?: string;
}

async function show(options: ShowOptions, terminal: Terminal): Promise<void> {
  const rubric = loadRubric(options.rubric, terminal.cwd);
  const { document } = rubric;
  const texts = {
    yaml: () =>
      stringify(document, { lineWidth: 0, aliasDuplicateObjects: false }),
    json: () => `${JSON.stringify(document, undefined, 2)}\n`,
    markdown: async () => rubricPage(document, await findExamples(rubric)),
  };
  writeResult(await texts[options.format](), options.output, terminal);
}
