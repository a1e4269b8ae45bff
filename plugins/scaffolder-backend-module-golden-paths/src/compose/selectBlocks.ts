import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import { Block } from './BlockDefinition';
import { PathDefinition } from './PathDefinition';
import { TemplateLibrary } from './TemplateLibrary';
import { TemplateEngine } from './TemplateEngine';

/**
 * The blocks of a path that the values switch on, in the path's order.
 *
 * @throws InputError when a block lacks one that it requires, or stands beside one that it cannot stand.
 */
export function selectBlocks(
  library: TemplateLibrary,
  path: PathDefinition,
  values: JsonObject,
  engine: TemplateEngine,
): Block[] {
  const others = otherProfiles(path, values);
  const candidates = path.blocks
    .filter(name => !others.has(name))
    .map(name => library.block(name) as Block);
  const chosen = candidates.filter(
    block =>
      block.when === undefined ||
      engine.condition(block.when, { values }, `block ${block.name}`),
  );
  const present = namesOf(chosen.filter(({ serves }) => serves.length === 0));
  const blocks = chosen.filter(
    ({ serves }) =>
      serves.length === 0 || serves.some(name => present.has(name)),
  );
  for (const name of namesOf(blocks)) {
    present.add(name);
  }
  for (const block of blocks) {
    for (const name of block.requires) {
      if (!present.has(name)) {
        throw new InputError(
          `The block ${block.name} requires ${name}, which these answers do not switch on`,
        );
      }
    }
    for (const name of block.conflicts) {
      if (present.has(name)) {
        throw new InputError(
          `The blocks ${block.name} and ${name} cannot be combined`,
        );
      }
    }
    for (const key of block.inputs.required) {
      if (values[key] === undefined) {
        const { title } = block.inputs.properties[key];
        throw new InputError(
          `"${key}" (${title}) is required by the block ${block.name}`,
        );
      }
    }
  }
  if (blocks.filter(block => block.runtime).length !== 1) {
    throw new InputError(
      `The path ${path.name} needs exactly one block with a runtime profile`,
    );
  }
  return blocks;
}

/** The blocks of the runtimes that a repository, which is adopted, has not. */
function otherProfiles(
  { adopts }: PathDefinition,
  { runtime }: JsonObject,
): Set<string> {
  const profiles = Object.entries(adopts?.profiles ?? {});
  const own = profiles.find(([name]) => name === runtime) ?? profiles[0];
  const others = profiles.filter(profile => profile !== own);
  return new Set(
    others
      .flatMap(([, blocks]) => blocks)
      .filter(block => !own[1].includes(block)),
  );
}

/** The names of blocks and of everything that they provide. */
export function namesOf(blocks: readonly Block[]): Set<string> {
  return new Set(blocks.flatMap(block => [block.name, ...block.provides]));
}
