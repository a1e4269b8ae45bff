/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('claims', table => {
    table.index(['state', 'reminded_at', 'expires_at']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('claims', table => {
    table.dropIndex(['state', 'reminded_at', 'expires_at']);
  });
};
