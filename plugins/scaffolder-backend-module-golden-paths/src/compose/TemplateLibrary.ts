import { existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { InputError, isError, NotFoundError } from '@backstage/errors';
import { Block } from './BlockDefinition';
import { PathDefinition, pathDefinitionSchema } from './PathDefinition';
import { loadBlock } from './loadBlock';
import { Definition, readDefinition } from './readDefinition';
import { salvageBlock } from './salvageBlock';

/**
 * A path or a block of a library that cannot be used.
 *
 * @public
 */
export interface LibraryProblem {
  /** Name of the folder. */
  name: string;
  /** Says file, line and key. */
  message: string;
}

/**
 * A folder of golden paths: one folder per path, and the blocks that they share below `blocks/`. What is broken
 * makes only the paths unusable that are composed of it.
 *
 * @public
 */
export class TemplateLibrary {
  /**
   * Reads and checks all paths and blocks of a folder.
   *
   * @throws InputError when it is no library.
   */
  static async fromDirectory(directory: string): Promise<TemplateLibrary> {
    if (!existsSync(join(directory, 'blocks'))) {
      throw new InputError(`${directory} holds no golden paths: no blocks/`);
    }
    const library = new TemplateLibrary(directory);
    const blocks = await foldersWith(join(directory, 'blocks'), 'block.yaml');
    library.blocks.push(
      ...(await Promise.all(blocks.map(folder => library.loadBlock(folder)))),
    );
    const paths = await foldersWith(directory, 'path.yaml');
    await Promise.all(paths.map(folder => library.loadPath(folder)));
    library.paths.sort((a, b) => (a.name < b.name ? -1 : 1));
    return library;
  }

  private constructor(readonly directory: string) {}

  /** The paths that can be used, by name. */
  readonly paths: PathDefinition[] = [];
  /** The paths that cannot be used. */
  readonly brokenPaths: LibraryProblem[] = [];
  /** The blocks that cannot be used. */
  readonly brokenBlocks: LibraryProblem[] = [];
  /** @internal */ readonly blocks: Block[] = [];

  /**
   * The path of a name.
   *
   * @throws NotFoundError that lists the names that exist; InputError naming file, line and key when the path, or a
   * block of it, breaks its contract.
   */
  path(name: string): PathDefinition {
    const found = this.paths.find(path => path.name === name);
    if (found) {
      return found;
    }
    const broken = this.brokenPaths.find(path => path.name === name);
    if (broken) {
      throw new InputError(broken.message);
    }
    const names = this.paths.map(path => path.name).join(', ');
    throw new NotFoundError(
      `There is no golden path "${name}"; there are: ${names}`,
    );
  }

  /** @internal */
  block(name: string): Block | undefined {
    return this.blocks.find(block => block.name === name);
  }

  private async loadBlock(folder: string): Promise<Block> {
    try {
      return await loadBlock(folder);
    } catch (error) {
      this.brokenBlocks.push(problemOf(folder, error));
      return salvageBlock(folder);
    }
  }

  private async loadPath(folder: string): Promise<void> {
    try {
      const file = join(folder, 'path.yaml');
      const read = await readDefinition<PathDefinition>(
        file,
        pathDefinitionSchema,
      );
      this.checkPath(read, basename(folder));
      this.paths.push(read.value);
    } catch (error) {
      this.brokenPaths.push(problemOf(folder, error));
    }
  }

  private checkPath(
    { value: path, errorAt }: Definition<PathDefinition>,
    folder: string,
  ): void {
    if (path.name !== folder) {
      throw errorAt(['name'], `is "${path.name}", but the folder is ${folder}`);
    }
    const owners = new Map<string, string>();
    path.blocks.forEach((name, index) => {
      const place = ['blocks', index];
      const block = this.block(name);
      const broken = this.brokenBlocks.find(other => other.name === name);
      if (!block) {
        throw errorAt(place, `there is no block "${name}"`);
      }
      if (broken) {
        throw new InputError(broken.message);
      }
      for (const key of Object.keys(block.inputs.properties)) {
        const other = owners.get(key);
        if (other) {
          throw errorAt(
            place,
            `${other} and ${name} both declare the input "${key}"`,
          );
        }
        owners.set(key, name);
      }
    });
  }
}

function problemOf(folder: string, error: unknown): LibraryProblem {
  const message = isError(error) ? error.message : String(error);
  return { name: basename(folder), message };
}

async function foldersWith(directory: string, file: string) {
  const entries = await readdir(directory, { withFileTypes: true });
  return entries
    .filter(entry => entry.isDirectory())
    .map(entry => join(directory, entry.name))
    .filter(folder => existsSync(join(folder, file)))
    .sort();
}
