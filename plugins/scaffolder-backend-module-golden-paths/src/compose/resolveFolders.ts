import { Block } from './BlockDefinition';

/**
 * Where the folders that blocks share are. Each has a block that declares it; one that is switched on may move it:
 * a chart takes the alert rules in, because Helm reads no file outside it.
 */
export function resolveFolders(
  library: readonly Block[],
  blocks: readonly Block[],
  names: { name: string; snake: string },
): Record<string, string> {
  const declared = library.flatMap(block =>
    block.folders.filter(({ moves }) => !moves),
  );
  const moved = blocks.flatMap(block =>
    block.folders.filter(({ moves }) => moves),
  );
  return Object.fromEntries(
    [...declared, ...moved].map(({ name, path }) => [
      name,
      path.replaceAll('{name}', names.name).replaceAll('{snake}', names.snake),
    ]),
  );
}
