const opens = /\.tfvars["']?\s{0,9}<<-?\s{0,9}["']?(\w{1,40})/;
const opensFirst =
  /<<-?\s{0,9}["']?(\w{1,40})["']?\s{0,9}>{1,2}[^\n]{0,500}\.tfvars/;
const assignment = /^\s{0,40}([A-Za-z_][\w-]{0,100})\s{0,40}=/;

/** The variables of Terraform in the files of values that a script writes. */
export function writtenVariables(lines: readonly string[]): string[] {
  const names: string[] = [];
  let end: string | undefined;
  for (const line of lines) {
    if (line.length > 1_000) continue;
    if (end === undefined) {
      end = (opens.exec(line) ?? opensFirst.exec(line))?.[1];
    } else if (line.trim() === end) {
      end = undefined;
    } else {
      const name = assignment.exec(line)?.[1];
      if (name !== undefined) names.push(name);
    }
  }
  return names;
}
