import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TemplateLibrary } from '../compose';
import { parameterPages } from '../compose/parameterPages';
import { replaceParameters } from '../compose/replaceParameters';
import { CliStreams } from './CliStreams';

/** `golden-path generate`: writes the parameter pages of each template.yaml from the inputs of its blocks. */
export async function generateCommand(
  library: TemplateLibrary,
  options: { check?: boolean },
  streams: CliStreams,
): Promise<number> {
  let different = 0;
  for (const path of library.paths) {
    const file = join(library.directory, path.name, 'template.yaml');
    const before = await readFile(file, 'utf8');
    const after = replaceParameters(before, parameterPages(library, path));
    if (before === after) {
      continue;
    }
    different++;
    if (options.check) {
      streams.error(`${file} is not as generated; run golden-path generate`);
    } else {
      await writeFile(file, after);
      streams.out(`${file} written`);
    }
  }
  return options.check && different > 0 ? 2 : 0;
}
