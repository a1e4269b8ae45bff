import { InputError } from '@backstage/errors';
import {
  CompiledRubric,
  defaultRubric,
  parseRubric,
} from '@goldenpath/backstage-plugin-production-readiness-common';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/**
 * The rubric that services are measured by: the one in `file`, else the one that ships with the plugin.
 * @throws InputError for a file that cannot be read, RubricError with file, line and key for one that is wrong
 */
export async function loadRubric(
  file: string | undefined,
): Promise<CompiledRubric> {
  if (!file) return defaultRubric();
  const path = resolve(file);
  try {
    return parseRubric(await readFile(path, 'utf8'), path);
  } catch (error) {
    if (error instanceof Error && 'code' in error) {
      throw new InputError(
        `The rubric ${path} cannot be read (${error.code}); productionReadiness.rubric.file names it`,
      );
    }
    throw error;
  }
}
