/**
 * How deep a YAML or JSON text nests at most, by a single pass over its characters. It looks at brackets,
 * indentation and runs of `- ` and `? ` without parsing, so text inside block scalars counts too; it guards the
 * recursive parser, whose stack a few hundred levels exhaust.
 * @returns the line at which `limit` is passed, or undefined
 */
export function lineNestedBeyond(
  text: string,
  limit: number,
): number | undefined {
  const indents: number[] = [];
  let line = 1;
  let brackets = 0;
  let indicators = 0;
  let indent = 0;
  let atStart = true;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '\n') {
      line += 1;
      indent = 0;
      indicators = 0;
      atStart = true;
      continue;
    }
    if (atStart) {
      if (character === ' ') {
        indent += 1;
        continue;
      }
      if (character === '\r') continue;
      atStart = false;
      while (indents.length > 0 && indents[indents.length - 1] >= indent) {
        indents.pop();
      }
      indents.push(indent);
    }
    if (character === '[' || character === '{') brackets += 1;
    else if (character === ']' || character === '}') {
      brackets = Math.max(0, brackets - 1);
    } else if (character === '-' || character === '?') indicators += 1;
    else if (character !== ' ') indicators = 0;
    if (indents.length + brackets + indicators > limit) {
      // A rule of dashes is no nesting.
      if (indicators > limit && !isIndicatorRun(text, at)) continue;
      return line;
    }
  }
  return undefined;
}

function isIndicatorRun(text: string, at: number): boolean {
  return text[at - 1] === ' ' || text[at + 1] === ' ';
}
