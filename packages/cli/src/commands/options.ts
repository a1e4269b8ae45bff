import { Option } from 'commander';

/** `--rubric FILE`, any number of times. */
export function rubricOption(): Option {
  return new Option(
    '--rubric <file>',
    'rubric or extension of the default rubric; repeat it to apply one after the other',
  )
    .argParser((file: string, before: string[]) => [...before, file])
    .default([], 'the default rubric');
}

/** `--output FILE`. */
export function outputOption(): Option {
  return new Option('--output <file>', 'write to a file');
}
