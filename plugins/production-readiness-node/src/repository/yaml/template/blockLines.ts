const header = /(?:^|[:-])[ \t]+[|>][-+\d]{0,2}[ \t]*(?:#.*)?$/;
const statementOnly = /^[ \t]*(?:\{%|<%(?!=))/;

/** Which lines are the text of a block (`|`, `>`): what looks like a tag there is part of the text. */
export function blockLines(lines: readonly string[]): boolean[] {
  let within: number | undefined;
  return lines.map(line => {
    const indent = line.length - line.trimStart().length;
    if (within !== undefined) {
      if (line.trim() === '' || indent > within || statementOnly.test(line)) {
        return true;
      }
      within = undefined;
    }
    if (line.length < 2_000 && header.test(line)) within = indent;
    return false;
  });
}
