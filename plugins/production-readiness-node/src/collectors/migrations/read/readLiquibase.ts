import { SourceFile } from '../../../repository/SourceFile';
import { nameOf } from '../../dependencies/Manifest';
import { destroysColumns } from './destructiveSql';
import { ReadMigration } from './ReadMigration';

/** Every change can be undone where it says how, or where it only adds. */
export function readLiquibase(file: SourceFile): ReadMigration[] | undefined {
  const { text } = file;
  const sets =
    text.includes('<changeSet') ||
    text.includes('changeSet:') ||
    text.includes('--changeset') ||
    text.includes('-- changeset') ||
    text.includes('"changeSet"');
  if (!sets) return undefined;
  const raw = /<sql|sqlFile|- sql:|--\s?changeset/.test(text);
  const back = /<rollback|rollback:|--\s?rollback|"rollback"/.test(text);
  const takes =
    /dropColumn|renameColumn|dropTable|renameTable/.test(text) ||
    (raw && destroysColumns(text));
  const line = file.lines.findIndex(entry => /changeSet|changeset/.test(entry));
  return [
    {
      name: nameOf(file.path),
      line: Math.max(1, line + 1),
      down: back || (!raw && !takes),
      destructive: takes,
    },
  ];
}
