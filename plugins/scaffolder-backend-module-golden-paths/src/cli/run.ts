import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InputError, isError } from '@backstage/errors';
import { TemplateLibrary } from '../compose';
import { CliStreams } from './CliStreams';
import { findTemplates } from './findTemplates';
import { generateCommand } from './generate';
import { renderCommand } from './render';

const usage = `Usage:
  golden-path list
  golden-path render PATH --values FILE --out DIR [--force]
  golden-path generate [--check]

Options:
  --templates DIR  the golden paths to use, instead of those that come along
  --values FILE    answers, as JSON or YAML
  --out DIR        where to write; must be empty or new unless --force is given
  --check          write nothing, fail when a template.yaml is not as generated`;

/**
 * Runs the command line.
 *
 * @returns the exit code: 0, or 2 with one line on the error stream when the input cannot be used.
 */
export async function run(
  argv: readonly string[],
  streams: CliStreams,
): Promise<number> {
  try {
    const { values, positionals } = parse(argv);
    const [command, ...names] = positionals;
    if (values.help || command === undefined) {
      streams.out(usage);
      return values.help ? 0 : 2;
    }
    const directory = values.templates ?? (await findTemplates());
    const library = await TemplateLibrary.fromDirectory(directory);
    switch (command) {
      case 'list':
        for (const { name, version, title } of library.paths) {
          streams.out(`${name} ${version}  ${title}`);
        }
        return reportProblems(library, streams);
      case 'render':
        return await renderCommand(library, names, values, streams);
      case 'generate':
        return Math.max(
          await generateCommand(library, values, streams),
          reportProblems(library, streams),
        );
      default:
        throw new InputError(
          `There is no command "${command}"; there are list, render and generate`,
        );
    }
  } catch (error) {
    streams.error(oneLine(error));
    return 2;
  }
}

function reportProblems(
  { brokenBlocks, brokenPaths }: TemplateLibrary,
  streams: CliStreams,
): number {
  const messages = [...brokenBlocks, ...brokenPaths].map(
    ({ message }) => message,
  );
  for (const message of new Set(messages)) {
    streams.error(oneLine(new InputError(message)));
  }
  return messages.length > 0 ? 2 : 0;
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        values: { type: 'string' },
        out: { type: 'string' },
        templates: { type: 'string' },
        force: { type: 'boolean' },
        check: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new InputError(error instanceof Error ? error.message : `${error}`);
  }
}

function oneLine(error: unknown): string {
  const message = isError(error) ? error.message : String(error);
  return `golden-path: ${message.replace(/\s+/g, ' ').trim()}`;
}

/** Whether a path exists. */
export async function exists(path: string): Promise<boolean> {
  return stat(join(path)).then(
    () => true,
    () => false,
  );
}
