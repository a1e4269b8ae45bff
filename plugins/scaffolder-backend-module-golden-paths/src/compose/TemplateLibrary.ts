import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { InputError, NotFoundError } from '@backstage/errors';
import { Block } from './BlockDefinition';
import { PathDefinition, pathDefinitionSchema } from './PathDefinition';
import { loadBlock } from './loadBlock';
import { readDefinition } from './readDefinition';

/**
 * A folder of golden paths: one folder per path, and the blocks that they share below `blocks/`.
 *
 * @public
 */
export class TemplateLibrary {
  /**
   * Reads and checks all paths and blocks of a folder.
   *
   * @throws InputError naming file and key when a definition breaks its contract.
   */
  static async fromDirectory(directory: string): Promise<TemplateLibrary> {
    if (!existsSync(join(directory, 'blocks'))) {
      throw new InputError(`${directory} holds no golden paths: no blocks/`);
    }
    const blocks = await Promise.all(
      (
        await foldersWith(join(directory, 'blocks'), 'block.yaml')
      ).map(loadBlock),
    );
    const paths = await Promise.all(
      (
        await foldersWith(directory, 'path.yaml')
      ).map(folder =>
        readDefinition(join(folder, 'path.yaml'), pathDefinitionSchema),
      ),
    );
    const library = new TemplateLibrary(directory, blocks, paths);
    library.check();
    return library;
  }

  private constructor(
    readonly directory: string,
    /** @internal */ readonly blocks: Block[],
    readonly paths: PathDefinition[],
  ) {}

  /** The path of a name; NotFoundError lists the names that exist. */
  path(name: string): PathDefinition {
    const found = this.paths.find(path => path.name === name);
    if (!found) {
      const names = this.paths.map(path => path.name).join(', ');
      throw new NotFoundError(
        `There is no golden path "${name}"; there are: ${names}`,
      );
    }
    return found;
  }

  /** @internal */
  block(name: string): Block | undefined {
    return this.blocks.find(block => block.name === name);
  }

  private check() {
    for (const path of this.paths) {
      const inputs = new Map<string, string>();
      for (const name of path.blocks) {
        const block = this.block(name);
        if (!block) {
          throw new InputError(
            `The path ${path.name} names the block "${name}", which does not exist`,
          );
        }
        for (const key of Object.keys(block.inputs.properties)) {
          const other = inputs.get(key);
          if (other) {
            throw new InputError(
              `The blocks ${other} and ${name} of ${path.name} both declare the input "${key}"`,
            );
          }
          inputs.set(key, name);
        }
      }
    }
  }
}

async function foldersWith(directory: string, file: string) {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries
    .filter(entry => entry.isDirectory())
    .map(entry => join(directory, entry.name))
    .filter(folder => existsSync(join(folder, file)))
    .sort();
}
