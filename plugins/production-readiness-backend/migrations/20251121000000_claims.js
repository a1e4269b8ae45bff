/**
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('claims', table => {
    table.comment('Exemptions and attestations; projection of claim_events');
    table.text('id').primary();
    table.text('kind').notNullable();
    table.text('entity_ref').notNullable();
    table.text('check_id').notNullable();
    table.text('state').notNullable().comment('Without regard to the time');
    table.text('opened_at').notNullable();
    table.text('expires_at');
    table.text('reminded_at');
    table.index(['kind', 'opened_at', 'id']);
    table.index(['entity_ref', 'state']);
    table.index(['kind', 'state', 'expires_at']);
  });

  await knex.schema.createTable('claim_events', table => {
    table.comment('Append-only log');
    table.text('claim_id').notNullable();
    table.integer('sequence').notNullable();
    table.text('event').notNullable();
    table.primary(['claim_id', 'sequence']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  await knex.schema.dropTable('claim_events');
  await knex.schema.dropTable('claims');
};
