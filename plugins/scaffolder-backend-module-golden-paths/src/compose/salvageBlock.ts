import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseDocument } from 'yaml';
import { z } from 'zod';
import { Block, blockDefinitionSchema } from './BlockDefinition';

const { provides, inputs, folders } = blockDefinitionSchema.shape;
const readable = z.object({
  provides: provides.catch([]),
  inputs: inputs.catch({ required: [], properties: {} }),
  folders: folders.catch([]),
});

/**
 * What other blocks may refer to of a block that cannot be used: what it provides, its inputs and its folders, as
 * far as they can be read. Without it, one broken block would make names undefined in the templates of all others.
 */
export async function salvageBlock(folder: string): Promise<Block> {
  const text = await readFile(join(folder, 'block.yaml'), 'utf8').catch(
    () => '',
  );
  const name = basename(folder);
  return {
    ...blockDefinitionSchema.parse({
      name: 'broken',
      version: '0.0.0',
      title: name,
      description: name,
    }),
    ...readable.catch(readable.parse({})).parse(plainValue(text)),
    name,
    skeleton: [],
  };
}

function plainValue(text: string): unknown {
  try {
    return parseDocument(text).toJS({ maxAliasCount: 50 }) ?? {};
  } catch {
    return {};
  }
}
