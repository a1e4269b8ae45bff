import { SourceFile } from '../../../repository/SourceFile';
import { nameOf } from '../../dependencies/Manifest';
import { destroysColumns } from './destructiveSql';
import { dividedSql } from './sqlMarks';
import { ReadMigration } from './ReadMigration';

/** SQL whose way down, if any, is a file of its own. */
export function readUp(file: SourceFile): ReadMigration[] {
  return sql(file, file.text, false);
}

function sql(file: SourceFile, text: string, down: boolean): ReadMigration[] {
  const line = file.lines.findIndex(
    entry => entry.trim() !== '' && !entry.trim().startsWith('--'),
  );
  return [
    {
      name: nameOf(file.path),
      line: Math.max(1, line + 1),
      down,
      destructive: destroysColumns(text),
    },
  ];
}

/** SQL whose file may hold the way down too. */
export function readSql(file: SourceFile): ReadMigration[] {
  const { up, down } = dividedSql(file.lines) ?? { up: file.text, down: '' };
  const back = withoutComments(down);
  return sql(
    file,
    up,
    /\b(drop|alter|delete|update|create|insert)\b/i.test(back),
  );
}

function withoutComments(text: string): string {
  return text
    .split('\n')
    .map(line => line.split('--')[0])
    .join('\n');
}
