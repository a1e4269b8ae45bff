import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  CompiledRubric,
  defaultRubric,
  parseRubrics,
  RubricText,
} from '@goldenpath/backstage-plugin-production-readiness-common';

const key = 'productionReadiness.rubric.files';

/**
 * The rubric that the portal measures services by: the one that comes along, or what the configured files make
 * of it.
 *
 * @throws InputError for a file that cannot be read, RubricError with file, line and key for one that is wrong
 */
export async function loadRubric(config: Config): Promise<CompiledRubric> {
  const files = config.getOptionalStringArray(key) ?? [];
  return files.length === 0
    ? defaultRubric()
    : parseRubrics(await Promise.all(files.map(readRubric)));
}

async function readRubric(name: string): Promise<RubricText> {
  const file = resolve(name);
  try {
    return { file, text: await readFile(file, 'utf8') };
  } catch (error) {
    throw new InputError(
      `The rubric file ${file}, which ${key} names, cannot be read`,
      error,
    );
  }
}
