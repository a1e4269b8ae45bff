import { SourceFile } from '../../repository/SourceFile';
import { nameOf } from '../dependencies/Manifest';
import { readCode } from './read/readCode';
import { readLiquibase } from './read/readLiquibase';
import { ReadMigration } from './read/ReadMigration';
import { readRails } from './read/readRails';
import { readSql, readUp } from './read/readSql';
import { pairName, takesBack } from './sqlPairs';

/** How migrations of one tool are found and read. */
export interface MigrationTool {
  tool: string;
  fits(path: string): boolean;
  /** The name under which a migration is undone, where the path is that of a file that only undoes. */
  downFileOf?(path: string): string | undefined;
  /** The same name, of the migration itself. */
  pairOf?(path: string): string;
  /** Undefined for a file that is none after all. */
  read(file: SourceFile): ReadMigration[] | undefined;
}

const inFolder = (path: string, ...folders: string[]) =>
  path
    .split('/')
    .slice(0, -1)
    .some(part => folders.includes(part));

/** The tools, in the order in which they claim a file. */
export const migrationTools: readonly MigrationTool[] = [
  {
    tool: 'Alembic',
    fits: path => path.endsWith('.py') && inFolder(path, 'versions'),
    read: file =>
      file.text.includes('down_revision')
        ? readCode(file, {
            up: ['upgrade'],
            down: ['downgrade'],
            takes: [
              'drop_column',
              'drop_table',
              'rename_table',
              'new_column_name',
            ],
          })
        : undefined,
  },
  {
    tool: 'Django',
    fits: path =>
      path.endsWith('.py') &&
      inFolder(path, 'migrations') &&
      /^\d{4}_/.test(nameOf(path)),
    read: file => {
      if (!file.text.includes('migrations.Migration')) return undefined;
      const irreversible = /RunPython\(|RunSQL\(/.test(file.text);
      const reverse =
        /reverse_code|reverse_sql|RunPython\(\s{0,40}[\w.]{1,80}\s{0,10},\s{0,40}[\w.]{1,80}/.test(
          file.text,
        );
      return [
        {
          name: nameOf(file.path),
          line: 1,
          down: !irreversible || reverse,
          destructive: /RemoveField|DeleteModel|RenameField|RenameModel/.test(
            file.text,
          ),
        },
      ];
    },
  },
  {
    tool: 'golang-migrate',
    fits: path => /\.(up|down)\.sql$/.test(path),
    downFileOf: path =>
      path.endsWith('.down.sql') ? path.slice(0, -9) : undefined,
    pairOf: path => path.slice(0, -7),
    read: readUp,
  },
  {
    tool: 'Flyway',
    fits: path => /^[VU]\d[\w.]*__[^/]+\.sql$/.test(nameOf(path)),
    downFileOf: path =>
      nameOf(path).startsWith('U') ? versionOf(path) : undefined,
    pairOf: versionOf,
    read: readUp,
  },
  {
    tool: 'goose',
    fits: path =>
      path.endsWith('.sql') &&
      inFolder(path, 'migrations', 'migration', 'goose', 'db'),
    read: file => {
      const known =
        file.text.includes('+goose Up') || file.text.includes('-- migrate:up');
      return known ? readSql(file) : undefined;
    },
  },
  {
    tool: 'Prisma or Diesel',
    fits: path =>
      ['migration.sql', 'up.sql', 'down.sql'].includes(nameOf(path)) &&
      inFolder(path, 'migrations'),
    downFileOf: path =>
      nameOf(path) === 'down.sql' ? folderName(path) : undefined,
    pairOf: folderName,
    read: readUp,
  },
  {
    tool: 'Drizzle',
    fits: path => path.endsWith('.sql') && inFolder(path, 'drizzle'),
    read: readUp,
  },
  {
    tool: 'Liquibase',
    fits: path =>
      /(changelog|changeset|changelogs|liquibase)/i.test(path) &&
      /\.(xml|ya?ml|json|sql)$/.test(path),
    read: readLiquibase,
  },
  {
    tool: 'Rails',
    fits: path => path.endsWith('.rb') && path.includes('db/migrate/'),
    read: readRails,
  },
  {
    tool: 'Entity Framework',
    fits: path =>
      path.endsWith('.cs') &&
      inFolder(path, 'Migrations', 'migrations') &&
      !path.endsWith('.Designer.cs') &&
      !path.endsWith('Snapshot.cs'),
    read: file =>
      file.text.includes('MigrationBuilder')
        ? readCode(file, {
            up: ['Up'],
            down: ['Down'],
            takes: ['DropColumn', 'DropTable', 'RenameColumn', 'RenameTable'],
          })
        : undefined,
  },
  {
    tool: 'Laravel',
    fits: path =>
      path.endsWith('.php') && path.includes('database/migrations/'),
    read: file =>
      readCode(file, {
        up: ['up'],
        down: ['down'],
        takes: ['dropColumn', 'renameColumn', 'dropIfExists', 'drop', 'rename'],
      }),
  },
  {
    tool: 'Knex, Sequelize or TypeORM',
    fits: path =>
      /\.(js|ts|cjs|mjs)$/.test(path) &&
      inFolder(path, 'migrations', 'migration') &&
      !/\.(test|spec|d)\.[cm]?[jt]s$/.test(path),
    read: file =>
      readCode(file, {
        up: ['up'],
        down: ['down'],
        takes: [
          'dropColumn',
          'dropColumns',
          'removeColumn',
          'renameColumn',
          'dropTable',
          'renameTable',
          'dropTableIfExists',
        ],
      }),
  },
  {
    tool: 'SQL files',
    fits: path =>
      path.endsWith('.sql') &&
      inFolder(path, 'migrations', 'migration') &&
      /^\d/.test(nameOf(path)),
    downFileOf: path => (takesBack(path) ? pairName(path) : undefined),
    pairOf: pairName,
    read: readSql,
  },
];

function versionOf(path: string): string {
  return nameOf(path).slice(1).split('__')[0];
}

function folderName(path: string): string {
  return path.split('/').slice(-2)[0];
}
