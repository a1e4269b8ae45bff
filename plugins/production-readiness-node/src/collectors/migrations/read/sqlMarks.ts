const words =
  /^--[ \t]*(?:\+goose[ \t]+|\+migrate[ \t]+|migrate:|rambler[ \t]+)?(up|down)(?:[ \t]+migration)?(?:[ \t]+(?:notransaction|transaction:\w+))?[ \t-]*$/i;
/** MyBatis Migrations has a mark for the way back alone. */
const undo = /^--[ \t]*\/\/[ \t]*@undo[ \t]*$/i;

/** A migration whose file holds both ways, divided by comments: goose, dbmate, sql-migrate, node-pg-migrate and others. */
export function dividedSql(
  lines: readonly string[],
): { up: string; down: string } | undefined {
  const ways = { up: [] as string[], down: [] as string[] };
  let way: 'up' | 'down' = 'up';
  let isDivided = false;
  for (const line of lines) {
    const mark = line.startsWith('--') && line.length < 200 ? line : '';
    if (undo.test(mark)) way = 'down';
    else if (mark !== '') {
      way = (words.exec(mark)?.[1].toLowerCase() as typeof way) ?? way;
    }
    isDivided ||= undo.test(mark) || words.test(mark);
    ways[way].push(line);
  }
  return isDivided
    ? { up: ways.up.join('\n'), down: ways.down.join('\n') }
    : undefined;
}
