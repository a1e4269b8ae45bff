import { readFile, readdir, stat } from 'node:fs/promises';
import { InputError } from '@backstage/errors';
import { parseDocument } from 'yaml';
import { compose, TemplateLibrary, writeComposition } from '../compose';
import { CliStreams } from './CliStreams';

const largestValues = 256 * 1024;

/** `golden-path render PATH --values FILE --out DIR`. */
export async function renderCommand(
  library: TemplateLibrary,
  names: readonly string[],
  options: { values?: string; out?: string; force?: boolean },
  streams: CliStreams,
): Promise<number> {
  const [path, ...more] = names;
  if (!path || more.length > 0 || !options.values || !options.out) {
    throw new InputError(
      'render needs one path, --values FILE and --out DIR, as in: golden-path render node-service --values values.json --out orders',
    );
  }
  const answers = await readValues(options.values);
  const composition = compose({ library, path, answers });
  if (!options.force) {
    await assertEmpty(options.out);
  }
  await writeComposition(composition, options.out);
  streams.out(
    `${composition.service.name}: ${composition.files.length} files of ${composition.path.name} ${composition.path.version} in ${options.out}`,
  );
  return 0;
}

async function readValues(file: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    if ((await stat(file)).size > largestValues) {
      throw new InputError(`it is larger than ${largestValues} bytes`);
    }
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new InputError(
      `${file} cannot be read: ${
        error instanceof Error ? error.message : error
      }`,
    );
  }
  // JSON is YAML, so one reader serves both.
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) {
    throw new InputError(`${file}: ${document.errors[0].message}`);
  }
  const values = document.toJS({ maxAliasCount: 50 });
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new InputError(`${file} must hold an object of answers`);
  }
  return values;
}

async function assertEmpty(directory: string): Promise<void> {
  const entries = await readdir(directory).catch(error => {
    if (error.code === 'ENOENT') {
      return [];
    }
    throw new InputError(`${directory} cannot be written to: ${error.code}`);
  });
  if (entries.length > 0) {
    throw new InputError(
      `${directory} is not empty; name another folder, or give --force to replace the generated files in it`,
    );
  }
}
