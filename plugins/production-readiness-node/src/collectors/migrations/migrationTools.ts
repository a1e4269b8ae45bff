import { SourceFile } from '../../repository/SourceFile';
import { lex } from '../../syntax/lex';
import { syntaxOf } from '../../syntax/Syntax';
import { Tokens } from '../../syntax/Tokens';
import { functionsOf } from '../../syntax/functions';
import { nameOf } from '../dependencies/Manifest';
import { destroysColumns } from './destructiveSql';
import { forgetsWhatItTakes } from './railsChange';
import { dividedSql } from './sqlMarks';
import { pairName, takesBack } from './sqlPairs';

/** One migration of a file. */
export interface ReadMigration {
  name: string;
  line: number;
  down: boolean;
  destructive: boolean;
}

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

const shared = new Tokens();

interface CodeShape {
  up: string[];
  down: string[];
  /** Calls that take something away. */
  takes: string[];
}

/** A migration in a programming language: what its way down and its way up do. */
function readCode(
  file: SourceFile,
  shape: CodeShape,
): ReadMigration[] | undefined {
  const syntax = syntaxOf(file.path);
  if (!syntax) return undefined;
  const tokens = lex(file.text, syntax, shared);
  const functions = functionsOf(tokens);
  const up = functions.find(({ name }) => shape.up.includes(name));
  if (!up) return undefined;
  const down = functions.find(({ name }) => shape.down.includes(name));
  return [
    {
      name: nameOf(file.path),
      line: tokens.line[(down ?? up).nameAt],
      down:
        down !== undefined && doesSomething(tokens, down.bodyFrom, down.bodyTo),
      destructive: takesAway(tokens, up.bodyFrom, up.bodyTo, shape.takes),
    },
  ];
}

/** More than `pass`, a comment, or an error that says that there is no way back. */
function doesSomething(tokens: Tokens, from: number, to: number): boolean {
  let calls = 0;
  for (let at = from; at <= to; at += 1) {
    if (tokens.isWord(at, 'raise') || tokens.isWord(at, 'throw')) return false;
    const called =
      tokens.isMark(at + 1, '(') ||
      tokens.isMark(at - 1, '.') ||
      isRubyCall(tokens, at, to);
    if (tokens.isWord(at) && called) calls += 1;
    if (tokens.isText(at) && tokens.end[at] - tokens.start[at] > 10) calls += 1;
  }
  return calls > 0;
}

/** `rename_column :a, :b`: what starts a line and goes on with what it is given. */
function isRubyCall(tokens: Tokens, at: number, to: number): boolean {
  return (
    tokens.syntax.id === 'ruby' &&
    tokens.indent[at] >= 0 &&
    at < to &&
    tokens.indent[at + 1] < 0
  );
}

function takesAway(
  tokens: Tokens,
  from: number,
  to: number,
  takes: readonly string[],
): boolean {
  for (let at = from; at <= to; at += 1) {
    if (tokens.isText(at) && destroysColumns(tokens.textOf(at))) return true;
    if (tokens.isWord(at) && takes.some(name => tokens.spans(at, name)))
      return true;
  }
  return false;
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
function readSql(file: SourceFile): ReadMigration[] {
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
    read: file => sql(file, file.text, false),
  },
  {
    tool: 'Flyway',
    fits: path => /^[VU]\d[\w.]*__[^/]+\.sql$/.test(nameOf(path)),
    downFileOf: path =>
      nameOf(path).startsWith('U') ? versionOf(path) : undefined,
    pairOf: versionOf,
    read: file => sql(file, file.text, false),
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
    read: file => sql(file, file.text, false),
  },
  {
    tool: 'Drizzle',
    fits: path => path.endsWith('.sql') && inFolder(path, 'drizzle'),
    read: file => sql(file, file.text, false),
  },
  {
    tool: 'Liquibase',
    fits: path =>
      /(changelog|changeset|changelogs|liquibase)/i.test(path) &&
      /\.(xml|ya?ml|json|sql)$/.test(path),
    read: liquibase,
  },
  {
    tool: 'Rails',
    fits: path => path.endsWith('.rb') && path.includes('db/migrate/'),
    read: rails,
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

/** Every change can be undone where it says how, or where it only adds. */
function liquibase(file: SourceFile): ReadMigration[] | undefined {
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

/** `change` undoes itself, but for what it cannot know. */
function rails(file: SourceFile): ReadMigration[] | undefined {
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
