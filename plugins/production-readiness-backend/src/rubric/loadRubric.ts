import { InputError } from '@backstage/errors';
import {
  CompiledRubric,
  parseRubrics,
  RubricText,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/**
 * The rubric that services are measured by: what `files`, and then `added`, make of the one that ships with the
 * plugin.
 * @throws InputError for a file that cannot be read, RubricError with file, line and key for one that is wrong
 */
export async function loadRubric(
  files: ReadonlyArray<string>,
  added: ReadonlyArray<RubricText> = [],
): Promise<CompiledRubric> {
  const read = await Promise.all(files.map(readRubricFile));
  return parseRubrics([...read, ...added]);
}

async function readRubricFile(name: string): Promise<RubricText> {
  const file = resolve(name);
  try {
    return { file, text: await readFile(file, 'utf8') };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : error;
    throw new InputError(
      `The rubric file ${file} cannot be read (${code}); productionReadiness.rubric.files names it`,
    );
  }
}
