import { basename, join } from 'node:path';
import { InputError } from '@backstage/errors';
import {
  Block,
  BlockDefinition,
  blockDefinitionSchema,
} from './BlockDefinition';
import { matchesGlob } from './matchesGlob';
import { readDefinition } from './readDefinition';
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
  const definition = await readDefinition(file, blockDefinitionSchema);
  if (definition.name !== basename(folder)) {
    throw new InputError(
      `${file}: the name is "${definition.name}", but the folder is ${folder}`,
    );
  }
  checkInputs(file, definition);
  const files = await readFolder(join(folder, 'skeleton')).catch(error => {
    if (error.code === 'ENOENT') {
      return [];
    }
    throw error;
  });
  return {
    ...definition,
    skeleton: files.map(entry => claim(file, definition, entry)),
  };
}

function claim(file: string, { files }: BlockDefinition, entry: FolderFile) {
  const path = entry.path.endsWith(templateExtension)
    ? entry.path.slice(0, -templateExtension.length)
    : entry.path;
  const rule = files.find(({ paths }) =>
    paths.some(pattern => matchesGlob(path, pattern)),
  );
  if (!rule) {
    throw new InputError(
      `${file}: skeleton/${entry.path} matches no entry of files, so nobody says who owns it`,
    );
  }
  return { ...entry, mode: rule.mode, when: rule.when };
}

function checkInputs(file: string, { inputs }: BlockDefinition) {
  for (const key of inputs.required) {
    if (!(key in inputs.properties)) {
      throw new InputError(
        `${file}: inputs.required names "${key}", which is no input`,
      );
    }
  }
  for (const [key, schema] of Object.entries(inputs.properties)) {
    if (inputs.required.includes(key) === 'default' in schema) {
      throw new InputError(
        `${file}: input "${key}" must either be required or have a default`,
      );
    }
    const bounded =
      schema.type !== 'string' || 'enum' in schema || 'maxLength' in schema;
    if (!bounded) {
      throw new InputError(`${file}: input "${key}" needs a maxLength`);
    }
  }
}
