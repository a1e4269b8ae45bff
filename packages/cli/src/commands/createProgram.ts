import { Command } from 'commander';
import { Terminal } from '../terminal/Terminal';
import { version } from '../../package.json';
import { addCheckCommand } from './checkCommand';
import { Exit } from './Exit';
import { addExplainCommand } from './explainCommand';
import { addRubricCommands } from './rubricCommands';

/** The commands with their options. An option that is wrong throws a CommanderError after one line on stderr. */
export function createProgram(terminal: Terminal, exit: Exit): Command {
  const program = new Command('readiness')
    .description('The production readiness of a service, without a portal.')
    .version(version, '-V, --version')
    .helpOption('-h, --help')
    .showSuggestionAfterError(false)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({
      writeOut: text => terminal.out(text),
      writeErr: text => terminal.error(text.trimEnd()),
      outputError: (text, write) =>
        write(`readiness: ${text.trim().replace(/^error: /, '')}`),
      getOutHelpWidth: () => terminal.width,
      getErrHelpWidth: () => terminal.width,
    });
  addCheckCommand(program, terminal, exit);
  addExplainCommand(program, terminal);
  addRubricCommands(program, terminal);
  return program;
}
