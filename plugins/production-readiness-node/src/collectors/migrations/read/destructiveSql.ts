const phrases = [
  'drop column',
  'drop table',
  'rename column',
  'rename to',
  'change column',
];

/** Whether SQL drops or renames a column or a table. Comments do not count. */
export function destroysColumns(sql: string): boolean {
  const plain = sql
    .split('\n')
    .map(line => line.split('--')[0])
    .join(' ')
    .toLowerCase()
    .split(/\s+/)
    .join(' ');
  if (phrases.some(phrase => plain.includes(phrase))) return true;
  // `ALTER TABLE t DROP name`, without the word COLUMN.
  return plain
    .split(';')
    .some(
      statement =>
        statement.includes('alter table') &&
        / drop (?!constraint|index|default|not null|primary|foreign|key|check|partition|trigger|policy|identity)/.test(
          statement,
        ) &&
        !/ alter column /.test(statement),
    );
}
