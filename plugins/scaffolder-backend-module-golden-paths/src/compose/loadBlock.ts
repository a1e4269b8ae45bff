import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  Block,
  BlockDefinition,
  blockDefinitionSchema,
  PipelineSources,
} from './BlockDefinition';
import { limits } from './limits';
import { matchesGlob } from './matchesGlob';
import { Definition, readDefinition } from './readDefinition';
import { FolderFile, readFolder } from './readFolder';

/** The extension of the files that are templates; all others are copied byte for byte. */
export const templateExtension = '.njk';

/**
 * A block from its folder: block.yaml and skeleton/.
 *
 * @throws InputError when the contract is broken: names differ, a file that no entry of `files` claims, an
 * optional input without a default, a text without a bound.
 */
export async function loadBlock(folder: string): Promise<Block> {
  const file = join(folder, 'block.yaml');
  const read = await readDefinition<BlockDefinition>(
    file,
    blockDefinitionSchema,
  );
  const definition = read.value;
  if (definition.name !== basename(folder)) {
    throw read.errorAt(
      ['name'],
      `is "${definition.name}", but the folder is ${basename(folder)}`,
    );
  }
  checkInputs(read);
  const files = await readFolder(join(folder, 'skeleton')).catch(error => {
    if (error.code === 'ENOENT') {
      return [];
    }
    throw error;
  });
  const pipelineSources = await readPipelineSources(read, folder);
  return {
    ...definition,
    skeleton: files.map(entry => claim(read, entry)),
    ...(pipelineSources && { pipelineSources }),
  };
}

async function readPipelineSources(
  { value, errorAt }: Definition<BlockDefinition>,
  folder: string,
): Promise<PipelineSources | undefined> {
  if (value.pipelines.length === 0) {
    return undefined;
  }
  const source = async (name: string) => {
    const file = `${name}.yaml${templateExtension}`;
    const found = await stat(join(folder, file)).catch(() => undefined);
    if (!found?.isFile() || found.size > limits.fileBytes) {
      throw errorAt(
        ['pipelines'],
        `needs ${file} with at most ${limits.fileBytes} bytes`,
      );
    }
    return readFile(join(folder, file), 'utf8');
  };
  const platforms = value.pipelines.map(({ platform }) => platform);
  return {
    model: await source('pipeline'),
    platforms: Object.fromEntries(
      await Promise.all(
        platforms.map(async name => [name, await source(name)] as const),
      ),
    ),
  };
}

function claim(
  { value, errorAt }: Definition<BlockDefinition>,
  entry: FolderFile,
) {
  const path = entry.path.endsWith(templateExtension)
    ? entry.path.slice(0, -templateExtension.length)
    : entry.path;
  const rule = value.files.find(({ paths }) =>
    paths.some(pattern => matchesGlob(path, pattern)),
  );
  if (!rule) {
    throw errorAt(
      ['files'],
      `skeleton/${entry.path} matches no entry, so nobody says who owns it`,
    );
  }
  return { ...entry, mode: rule.mode, when: rule.when };
}

function checkInputs({ value, errorAt }: Definition<BlockDefinition>) {
  const { required, properties } = value.inputs;
  required.forEach((key, index) => {
    if (!(key in properties)) {
      throw errorAt(['inputs', 'required', index], `"${key}" is no input`);
    }
  });
  for (const [key, schema] of Object.entries(properties)) {
    const place = ['inputs', 'properties', key];
    if (required.includes(key) === 'default' in schema) {
      throw errorAt(place, 'must either be required or have a default');
    }
    const bounded =
      schema.type !== 'string' || 'enum' in schema || 'maxLength' in schema;
    if (!bounded) {
      throw errorAt(place, 'needs a maxLength');
    }
  }
}
