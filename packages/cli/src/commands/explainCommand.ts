import { InputError } from '@backstage/errors';
import { Command } from 'commander';
import { explainLines } from '../rubric/explainLines';
import { findExamples } from '../rubric/examples';
import { loadRubric } from '../rubric/loadRubric';
import { nearest } from '../rubric/nearest';
import { Terminal } from '../terminal/Terminal';
import { rubricOption } from './options';

export function addExplainCommand(program: Command, terminal: Terminal): void {
  program
    .command('explain')
    .summary('tells what a check asks for, why, and how to satisfy it')
    .description('Tells what a check asks for, why, and how to satisfy it.')
    .argument('<check>', 'id of the check, such as readiness-probe')
    .addOption(rubricOption())
    .action(async (id: string, options: { rubric: string[] }) => {
      const rubric = loadRubric(options.rubric, terminal.cwd);
      const { document } = rubric;
      const check = document.checks.find(candidate => candidate.id === id);
      if (!check) {
        const ids = document.checks.map(candidate => candidate.id);
        throw new InputError(
          `There is no check ${id}; near it are ${nearest(id, ids).join(', ')}`,
        );
      }
      const example = (await findExamples(rubric)).get(id);
      const lines = explainLines(check, document, example, terminal);
      terminal.out(`${lines.join('\n')}\n`);
    });
}
