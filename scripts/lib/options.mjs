import { parseArgs } from 'node:util';
import { Failure } from './failure.mjs';

/**
 * Reads command-line options; one that is not known gives a sentence with the usage.
 *
 * @param {string[]} args
 * @param {import('node:util').ParseArgsConfig['options']} options
 * @param {string} usage
 */
export function parseOptions(args, options, usage) {
  try {
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Failure(`${error.message}\n${usage}`);
  }
}
