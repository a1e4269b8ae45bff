/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('rubrics', table => {
    table.comment('Every rubric version that was ever in force');
    table.text('hash').primary();
    table.text('name').notNullable();
    table.text('version').notNullable();
    table.text('document', 'longtext').notNullable();
    table.text('first_used_at').notNullable();
  });

  await knex.schema.createTable('rubric_previews', table => {
    table.comment('What a draft would change');
    table.text('id').primary();
    table.text('hash').notNullable();
    table.text('requested_by').notNullable();
    table.text('requested_at').notNullable();
    table.text('state').notNullable();
    table.integer('evaluated').notNullable().defaultTo(0);
    table.text('error');
    table.index(['requested_at']);
  });

  await knex.schema.createTable('rubric_preview_changes', table => {
    table
      .text('preview_id')
      .notNullable()
      .references('id')
      .inTable('rubric_previews')
      .onDelete('CASCADE');
    table.text('entity_ref').notNullable();
    table.smallint('from_level').notNullable();
    table.smallint('to_level').notNullable();
    table.text('checks').notNullable().comment('What decides; JSON');
    table.primary(['preview_id', 'entity_ref']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('rubric_preview_changes');
  await knex.schema.dropTable('rubric_previews');
  await knex.schema.dropTable('rubrics');
};
