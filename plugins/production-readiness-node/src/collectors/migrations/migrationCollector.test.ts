import { itemsOf } from '../../__testUtils__/factsOf';
import { migrationCollector } from './migrationCollector';

const migrationsOf = async (files: Record<string, string>) =>
  (await itemsOf(migrationCollector(), 'migrations', files)).map(
    ({ tool, down, destructive }) =>
      `${tool}${down ? ' down' : ''}${destructive ? ' destructive' : ''}`,
  );

const alembic = (up: string, down: string) =>
  `revision = '1'\ndown_revision = None\n\n\ndef upgrade():\n    ${up}\n\n\ndef downgrade():\n    ${down}\n`;

describe('migrationCollector', () => {
  it.each<[string, Record<string, string>, string]>([
    [
      'Alembic',
      {
        'db/versions/1.py': alembic(
          "op.add_column('a', b)",
          "op.drop_column('a', 'b')",
        ),
      },
      'Alembic down',
    ],
    [
      'Alembic without a way down',
      { 'db/versions/1.py': alembic("op.drop_column('a', 'b')", 'pass') },
      'Alembic destructive',
    ],
    [
      'Alembic that refuses to go down',
      {
        'db/versions/1.py': alembic(
          "op.drop_column('a', 'b')",
          "raise RuntimeError('no')",
        ),
      },
      'Alembic destructive',
    ],
    [
      'Flyway that only adds',
      {
        'src/main/resources/db/migration/V1__a.sql':
          '-- drop table\nCREATE TABLE a (id int);',
      },
      'Flyway',
    ],
    [
      'Flyway that drops',
      {
        'src/main/resources/db/migration/V1__a.sql':
          'ALTER TABLE a\n  DROP COLUMN b;',
      },
      'Flyway destructive',
    ],
    [
      'Flyway that drops, with an undo',
      {
        'db/migration/V1__a.sql': 'ALTER TABLE a DROP COLUMN b;',
        'db/migration/U1__a.sql': 'ALTER TABLE a ADD b int;',
      },
      'Flyway down destructive',
    ],
    [
      'golang-migrate',
      {
        'migrations/1_a.up.sql': 'CREATE TABLE a (id int);',
        'migrations/1_a.down.sql': 'DROP TABLE a;',
      },
      'golang-migrate down',
    ],
    [
      'goose',
      {
        'migrations/1_a.sql':
          '-- +goose Up\nALTER TABLE a DROP b;\n-- +goose Down\nALTER TABLE a ADD b int;\n',
      },
      'goose down destructive',
    ],
    [
      'Knex',
      {
        'migrations/1_a.js': `exports.up = k => k.schema.dropTable('a');\nexports.down = k => k.schema.createTable('a');`,
      },
      'Knex, Sequelize or TypeORM down destructive',
    ],
    [
      'Knex without a way down',
      {
        'migrations/1_a.js': `exports.up = async k => { await k.schema.table('a', t => t.dropColumn('b')); };\nexports.down = async () => {};`,
      },
      'Knex, Sequelize or TypeORM destructive',
    ],
    [
      'TypeORM',
      {
        'src/migrations/1-a.ts': `export class A {\n  public async up(q: QueryRunner): Promise<void> { await q.query('CREATE TABLE a (id int)'); }\n  public async down(q: QueryRunner): Promise<void> { await q.query('DROP TABLE a'); }\n}`,
      },
      'Knex, Sequelize or TypeORM down',
    ],
    [
      'sql-migrate',
      {
        'migrations/1_a.sql':
          '-- +migrate Up\nCREATE TABLE a (id int);\n-- +migrate Down\nDROP TABLE a;\n',
      },
      'SQL files down',
    ],
    [
      'node-pg-migrate without a way down',
      {
        'migrations/1_a.sql':
          '-- Up Migration\nALTER TABLE a DROP COLUMN b;\n-- Down Migration\n-- DROP nothing\n',
      },
      'SQL files destructive',
    ],
    [
      'Postgrator',
      {
        'migrations/001.do.a.sql': 'DROP TABLE a;',
        'migrations/001.undo.back.sql': 'CREATE TABLE a (id int);',
      },
      'SQL files down destructive',
    ],
    [
      'Postgrator without a way down',
      {
        'migrations/001.do.a.sql': 'DROP TABLE a;',
      },
      'SQL files destructive',
    ],
    [
      'a way back beside it',
      {
        'migrations/20250102-a.sql': 'ALTER TABLE a DROP COLUMN b;',
        'migrations/20250102-a.rollback.sql': 'ALTER TABLE a ADD b int;',
      },
      'SQL files down destructive',
    ],
    [
      'a migration that is only named like a way back',
      { 'migrations/0002_rollback.sql': 'DROP TABLE a;' },
      'SQL files destructive',
    ],
    [
      'Diesel',
      {
        'migrations/2025_a/up.sql': 'ALTER TABLE a DROP COLUMN b;',
        'migrations/2025_a/down.sql': 'ALTER TABLE a ADD b int;',
      },
      'Prisma or Diesel down destructive',
    ],
    [
      'Prisma',
      {
        'prisma/migrations/1_a/migration.sql':
          'ALTER TABLE "a" RENAME COLUMN "b" TO "c";',
      },
      'Prisma or Diesel destructive',
    ],
    [
      'Rails',
      {
        'db/migrate/1_a.rb':
          'class A < ActiveRecord::Migration[8.0]\n  def change\n    add_column :a, :b, :string\n  end\nend\n',
      },
      'Rails down',
    ],
    [
      'Rails that says how to go back',
      {
        'db/migrate/1_a.rb':
          'class A < ActiveRecord::Migration[7.0]\n  def up\n    rename_column :a, :b, :c\n  end\n\n  def down\n    rename_column :a, :c, :b\n  end\nend\n',
      },
      'Rails down destructive',
    ],
    [
      'Rails whose way back does nothing',
      {
        'db/migrate/1_a.rb':
          'class A < ActiveRecord::Migration[7.0]\n  def up\n    rename_column :a, :b, :c\n  end\n\n  def down\n    # not needed\n    nil\n  end\nend\n',
      },
      'Rails destructive',
    ],
    [
      'Rails that cannot go back',
      {
        'db/migrate/1_a.rb':
          'class A < ActiveRecord::Migration[8.0]\n  def up\n    remove_column :a, :b\n  end\n\n  def down\n    raise ActiveRecord::IrreversibleMigration\n  end\nend\n',
      },
      'Rails destructive',
    ],
    [
      'Entity Framework',
      {
        'Migrations/1_A.cs':
          'class A : Migration {\n  protected override void Up(MigrationBuilder b) { b.DropColumn("c", "a"); }\n  protected override void Down(MigrationBuilder b) { b.AddColumn<int>("c", "a"); }\n}',
      },
      'Entity Framework down destructive',
    ],
    [
      'Liquibase',
      {
        'db/changelog/1.xml':
          '<databaseChangeLog><changeSet id="1"><addColumn/></changeSet></databaseChangeLog>',
      },
      'Liquibase down',
    ],
    [
      'Liquibase that drops',
      {
        'db/changelog/1.yaml':
          'databaseChangeLog:\n  - changeSet:\n      changes:\n        - dropColumn: { columnName: b }\n',
      },
      'Liquibase destructive',
    ],
    [
      'Django',
      {
        'app/migrations/0001_a.py':
          'from django.db import migrations\n\nclass Migration(migrations.Migration):\n    operations = [migrations.RemoveField("a", "b")]\n',
      },
      'Django down destructive',
    ],
    ...(
      [
        ['remove_column :a, :b', false],
        ['remove_column :a, :b, if_exists: true', false],
        ['remove_column :a, :b if column_exists?(:a, :b)', false],
        ['remove_columns :a, :b, :c', false],
        ['drop_table :a', false],
        ['remove_column :a, :b, :string, null: false', true],
        ['remove_column(:a, :b,\n      "string")', true],
        ['remove_columns :a, :b,\n      type: :string', true],
        ['drop_table :a do |t|\n      t.string :b\n    end', true],
        ['rename_column :a, :b, :c', true],
      ] as const
    ).map(([call, down]): [string, Record<string, string>, string] => [
      `${call} in a change of Rails`,
      {
        'db/migrate/1_a.rb': `class A < ActiveRecord::Migration[8.0]\n  def change\n    ${call}\n  end\nend\n`,
      },
      down ? 'Rails down destructive' : 'Rails destructive',
    ]),
  ])('reads %s', async (_, files, expected) => {
    expect(await migrationsOf(files)).toEqual([expected]);
  });

  it('leaves other files of such folders alone', async () => {
    expect(
      await migrationsOf({
        'migrations/index.js': 'module.exports = {};',
        'db/versions/notes.py': 'x = 1',
        'sql/report.sql': 'DROP TABLE a;',
      }),
    ).toEqual([]);
  });
});
