/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('rubric_drafts', table => {
    table.comment('Rubrics that somebody has previewed');
    table.text('hash').primary();
    table.text('document', 'longtext').notNullable();
    table.text('created_at').notNullable();
  });

  await knex.schema.createTable('rubric_activations', table => {
    table.comment('Append-only: which rubric is in force from when');
    table.text('id').primary();
    table.text('hash').notNullable();
    table.text('name').notNullable();
    table.text('version').notNullable();
    table.text('source').notNullable().comment('configuration or draft');
    table.text('requested_by');
    table.text('requested_at').notNullable();
    table.text('effective_at').notNullable();
    table.text('cancelled_by');
    table.text('cancelled_at');
    table.index(['effective_at', 'id']);
  });

  await knex.schema.alterTable('rubric_previews', table => {
    table.text('runner').comment('The process that works on it');
    table.text('heartbeat_at').comment('When that process was last heard of');
    table.index(['state', 'heartbeat_at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('rubric_previews', table => {
    table.dropIndex(['state', 'heartbeat_at']);
  });
  // On SQLite the schema builder makes the table anew to drop a column, which takes the changes of all previews with it.
  for (const column of ['runner', 'heartbeat_at']) {
    await knex.raw('alter table ?? drop column ??', [
      'rubric_previews',
      column,
    ]);
  }
  await knex.schema.dropTable('rubric_activations');
  await knex.schema.dropTable('rubric_drafts');
};
