/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('external_facts', table => {
    table.comment('What live origins and pipelines said last');
    table
      .integer('service_id')
      .notNullable()
      .references('id')
      .inTable('services')
      .onDelete('CASCADE');
    table.text('origin').notNullable();
    table.text('observed_at').notNullable();
    table.text('expires_at').notNullable();
    table.text('facts', 'longtext').notNullable().comment('JSON');
    table.primary(['service_id', 'origin']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('external_facts');
};
