const removedColumn =
  /^[ \t]*remove_column[ (]\s{0,20}[:"']\w{1,80}["']?\s{0,20},\s{0,20}[:"']\w{1,80}["']?(?:\s{0,20},\s{0,20}([:"']?\w{1,80}:?))?/gm;
const removedColumns = /^[ \t]*remove_columns[ (](?:[^\n]*,[ \t]*\n)*[^\n]*/gm;
const droppedTable = /^[ \t]*drop_table[ (][^\n]*/gm;

/**
 * Whether a `change` of Rails takes away what cannot be made again from it: a column whose type, or a table whose
 * columns, it does not name.
 */
export function forgetsWhatItTakes(text: string): boolean {
  const columns = [...text.matchAll(removedColumn)];
  if (columns.some(([, type]) => type === undefined || /^\w+:$/.test(type))) {
    return true;
  }
  return (
    [...text.matchAll(removedColumns)].some(
      ([call]) => !call.includes('type:'),
    ) ||
    [...text.matchAll(droppedTable)].some(([call]) => !/\bdo\b|\{/.test(call))
  );
}
