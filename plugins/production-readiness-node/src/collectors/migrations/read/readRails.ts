import { SourceFile } from '../../../repository/SourceFile';
import { forgetsWhatItTakes } from './railsChange';
import { readCode } from './readCode';
import { ReadMigration } from './ReadMigration';

/** `change` undoes itself, but for what it cannot know. */
export function readRails(file: SourceFile): ReadMigration[] | undefined {
  const { text } = file;
  if (!text.includes('Migration')) return undefined;
  const asCode = readCode(file, {
    up: ['up', 'change'],
    down: ['down'],
    takes: [
      'remove_column',
      'remove_columns',
      'rename_column',
      'drop_table',
      'rename_table',
      'remove_reference',
    ],
  });
  if (!asCode) return undefined;
  const change = /\bdef change\b/.test(text);
  const lost =
    !/\breversible\b/.test(text) &&
    (/\bexecute\b/.test(text) || forgetsWhatItTakes(text));
  return asCode.map(migration => ({
    ...migration,
    down: change ? !lost : migration.down,
  }));
}
