/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.alterTable('reviews', table => {
    table
      .text('watched_hash')
      .comment('Hash of the scorecard that it was last compared with');
    table
      .integer('told')
      .notNullable()
      .defaultTo(-1)
      .comment('Sequence of the last alarm that people were told of');
    table.index(['status', 'verdict', 'id']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.alterTable('reviews', table => {
    table.dropIndex(['status', 'verdict', 'id']);
    table.dropColumn('told');
    table.dropColumn('watched_hash');
  });
};
