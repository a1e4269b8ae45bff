/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  // Fleet lists: filtered by one column, sorted by level.
  await knex.schema.alterTable('services', table => {
    for (const column of ['owner', 'system', 'domain', 'type', 'lifecycle']) {
      table.index([column, 'level', 'entity_ref']);
    }
  });

  await knex.schema.createTable('rollups', table => {
    table.comment('Services by dimension, key and level; refreshed on change');
    table.text('dimension').notNullable();
    table.text('key').notNullable();
    table.smallint('level').notNullable().comment('-1: not evaluated yet');
    table.integer('services').notNullable();
    table.integer('blocked').notNullable();
    table.integer('exempted').notNullable();
    table.primary(['dimension', 'key', 'level']);
  });

  await knex.schema.createTable('daily_rollups', table => {
    table.comment('Rows of rollups at the end of a day on which they changed');
    table.text('dimension').notNullable();
    table.text('key').notNullable();
    table.smallint('level').notNullable();
    table.text('day').notNullable();
    table.integer('services').notNullable();
    table.primary(['dimension', 'key', 'level', 'day']);
    table.index(['day']);
  });

  await knex.schema.createTable('check_rollups', table => {
    table.comment('Results by check and state; refreshed on change');
    table.text('check_id').notNullable();
    table.text('state').notNullable();
    table.text('area').notNullable();
    table.smallint('level').notNullable();
    table.integer('services').notNullable();
    table.primary(['check_id', 'state']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('check_rollups');
  await knex.schema.dropTable('daily_rollups');
  await knex.schema.dropTable('rollups');
  await knex.schema.alterTable('services', table => {
    for (const column of ['owner', 'system', 'domain', 'type', 'lifecycle']) {
      table.dropIndex([column, 'level', 'entity_ref']);
    }
  });
};
