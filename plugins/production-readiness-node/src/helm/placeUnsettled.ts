import { blockLines } from '../repository/yaml/template/blockLines';
import { Part, placeParts } from '../repository/yaml/template/placeParts';
import { unresolvedIn } from '../repository/yaml/unresolved';

/**
 * Rendered text in which what is not settled and fills whole lines, as an `include` of a chart that is elsewhere does,
 * stands for keys or items that are not seen. The number of lines stays.
 */
export function placeUnsettled(text: string): string {
  if (!text.includes('__unresolved_')) return text;
  const lines = text.split('\n');
  const isBlock = blockLines(lines);
  const parts = new Map<number, Part>();
  lines.forEach((line, at) => {
    if (isBlock[at] || !/^[ \t]*__unresolved_[0-9a-f]*__[ \t]*$/.test(line)) {
      return;
    }
    const expression = unresolvedIn(line);
    if (expression === undefined) return;
    parts.set(at, {
      expression,
      indent: line.length - line.trimStart().length,
    });
    lines[at] = '';
  });
  return parts.size === 0 ? text : placeParts(lines, parts).join('\n');
}
