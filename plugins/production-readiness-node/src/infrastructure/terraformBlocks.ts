import { isMapping } from '../repository/yaml/Located';
import { first } from './hclValues';

/** Blocks of two labels: type, name, content. */
export function blocksOf(
  blocks: unknown,
): Array<[type: string, name: string, block: Record<string, unknown>]> {
  if (!isMapping(blocks)) return [];
  return Object.entries(blocks).flatMap(([type, named]) =>
    isMapping(named)
      ? Object.entries(named).flatMap(([name, block]) => {
          const content = first(block);
          return content
            ? [
                [type, name, content] as [
                  string,
                  string,
                  Record<string, unknown>,
                ],
              ]
            : [];
        })
      : [],
  );
}

/** The line at which a block of two labels starts. */
export function lineOf(
  lines: readonly string[],
  keyword: string,
  type: string,
  name: string,
): number {
  const bare = `${keyword} ${type} ${name} {`;
  const at = lines.findIndex(
    line =>
      line.startsWith(keyword) &&
      `${line.replace(/"/g, '').replace(/\s+/g, ' ')} `.startsWith(bare),
  );
  return at < 0 ? 1 : at + 1;
}
