/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('external_facts', table => {
    table.text('repository').comment('host/owner/name, where it is one');
    table.text('revision').comment("The reader's etag");
    table.text('format').comment('Version of the collectors');
    table.index(['repository']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('external_facts', table => {
    table.dropIndex(['repository']);
    table.dropColumn('repository');
    table.dropColumn('revision');
    table.dropColumn('format');
  });
};
