import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { benchRubric } from './checks';

/** Writes the forty checks into a file, and answers with its name. */
export async function writeRubric(
  folder: string,
  options: Parameters<typeof benchRubric>[0] = {},
): Promise<string> {
  const { revision = 0, words = '' } = options;
  const file = join(folder, `rubric-${revision}${words && '-words'}.yaml`);
  await writeFile(file, stringify(benchRubric(options)));
  return file;
}
