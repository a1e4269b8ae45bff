/**
 * Times are ISO 8601 text in UTC, which sorts and compares alike on SQLite and PostgreSQL. Levels are 1 to 4, and 0
 * below L1.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  await knex.schema.createTable('services', table => {
    table.comment('One row per service that the catalog knows or knew');
    table.increments('id');
    table.text('entity_ref').notNullable().unique();
    table.text('title');
    table.text('owner');
    table.text('system');
    table.text('domain');
    table.text('type');
    table.text('lifecycle');
    table.text('repository').comment('host/owner/name, lower case');
    table.text('host').comment('Host of the repository');
    table.text('entity').comment('The catalog entity as last evaluated; JSON');
    table.text('entity_etag');
    table.smallint('level').comment('Absent until the first evaluation');
    table.integer('exemptions').notNullable().defaultTo(0);
    table.text('open_blockers').notNullable().defaultTo('[]');
    table.integer('passed').notNullable().defaultTo(0);
    table.integer('failed').notNullable().defaultTo(0);
    table.integer('unknown').notNullable().defaultTo(0);
    table.integer('stale').notNullable().defaultTo(0);
    table.integer('not_applicable').notNullable().defaultTo(0);
    table.integer('exempt').notNullable().defaultTo(0);
    table.text('commit');
    table.text('rubric_hash');
    table.text('created_at').notNullable();
    table.text('archived_at').comment('When the catalog lost it');
    table.index(['level', 'entity_ref']);
    table.index(['owner', 'entity_ref']);
    table.index(['system', 'entity_ref']);
    table.index(['domain', 'entity_ref']);
    table.index(['type', 'entity_ref']);
    table.index(['lifecycle', 'entity_ref']);
    table.index(['repository']);
    table.index(['archived_at']);
  });

  const ofService = table =>
    table
      .integer('service_id')
      .notNullable()
      .references('id')
      .inTable('services')
      .onDelete('CASCADE');

  await knex.schema.createTable('service_tags', table => {
    ofService(table);
    table.text('tag').notNullable();
    table.primary(['service_id', 'tag']);
    table.index(['tag', 'service_id']);
  });

  await knex.schema.createTable('evaluations', table => {
    table.comment('Where the evaluation of each service stands; the queue');
    ofService(table).primary();
    table.text('state').notNullable().defaultTo('idle');
    table.text('error');
    table.text('at').comment('When it came to this state');
    table.text('evaluated_at').comment('Last success');
    table.smallint('priority').notNullable().defaultTo(0);
    table.text('run_at').comment('Not before, while queued');
    table.text('due_at').comment('When the sweep takes it up again');
    table.integer('attempts').notNullable().defaultTo(0);
    table.boolean('again').notNullable().defaultTo(false);
    table.text('lease_holder');
    table.text('lease_until');
    table.index(['state', 'priority', 'run_at']);
    table.index(['due_at']);
  });

  await knex.schema.createTable('snapshots', table => {
    table.comment('Facts of a repository at a commit');
    ofService(table);
    table.text('revision').notNullable().comment("The reader's etag");
    table.text('source').notNullable().comment('URL of the tree and folder');
    table.text('format').notNullable().comment('Version of the collectors');
    table.text('collected_at').notNullable();
    table.binary('facts').notNullable().comment('JSON, gzip');
    table.primary(['service_id', 'revision']);
    table.index(['collected_at']);
  });

  await knex.schema.createTable('scorecards', table => {
    ofService(table).primary();
    table.text('hash').notNullable();
    table.text('document', 'longtext').notNullable();
  });

  await knex.schema.createTable('results', table => {
    table.comment('Current result per service and check; for roll-ups');
    ofService(table);
    table.text('check_id').notNullable();
    table.smallint('level').notNullable();
    table.text('area').notNullable();
    table.text('state').notNullable();
    table.boolean('inherited').notNullable();
    table.text('reason').notNullable();
    table.text('since').notNullable().comment('In this state since');
    table.primary(['service_id', 'check_id']);
    table.index(['check_id', 'state', 'service_id']);
  });

  await knex.schema.createTable('transitions', table => {
    table.comment('Append-only: results that changed their state');
    table.bigIncrements('id');
    ofService(table);
    table.text('check_id').notNullable();
    table.text('at').notNullable();
    table.text('from_state').notNullable();
    table.text('to_state').notNullable();
    table.text('commit');
    table.text('rubric_hash').notNullable();
    table.index(['service_id', 'id']);
    table.index(['at']);
  });

  await knex.schema.createTable('level_changes', table => {
    table.comment('Append-only: services that changed their level');
    table.bigIncrements('id');
    ofService(table);
    table.text('at').notNullable();
    table.smallint('from_level').comment('Absent for the first evaluation');
    table.smallint('to_level').notNullable();
    table.text('commit');
    table.text('rubric_hash').notNullable();
    table.index(['service_id', 'id']);
    table.index(['at', 'service_id']);
  });

  await knex.schema.createTable('reviews', table => {
    table.comment('Projection of review_events for lists');
    table.text('id').primary();
    table.text('entity_ref').notNullable();
    table.text('trigger').notNullable();
    table.text('title').notNullable();
    table.text('target_level').notNullable();
    table.text('giving_team').notNullable();
    table.text('receiving_team').notNullable();
    table.text('opened_by').notNullable();
    table.text('opened_at').notNullable();
    table.text('status').notNullable();
    table.text('verdict');
    table.index(['opened_at', 'id']);
    table.index(['entity_ref', 'opened_at', 'id']);
    table.index(['trigger', 'opened_at', 'id']);
  });

  await knex.schema.createTable('review_events', table => {
    table.comment('Append-only log, chained by hash');
    table.text('review_id').notNullable();
    table.integer('sequence').notNullable();
    table.text('hash').notNullable();
    table.text('event', 'longtext').notNullable();
    table.primary(['review_id', 'sequence']);
  });
};

/**
 * @param {import('knex').Knex} knex
 */
exports.down = async function down(knex) {
  for (const table of [
    'review_events',
    'reviews',
    'level_changes',
    'transitions',
    'results',
    'scorecards',
    'snapshots',
    'evaluations',
    'service_tags',
    'services',
  ]) {
    await knex.schema.dropTable(table);
  }
};
